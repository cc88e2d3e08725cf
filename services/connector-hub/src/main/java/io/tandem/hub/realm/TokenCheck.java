package io.tandem.hub.realm;

import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.VerificationKeyResolver;

/// Looks at each token that the realm made out: providers leave out silently what they do not know.
///
/// @param issuer of all tokens
/// @param keys of the realm
record TokenCheck(String issuer, VerificationKeyResolver keys) {

    /// What a token for a tool server must say, beside who is meant.
    record Promise(String client, String audience, String scope, String actor) {}

    /// Claims of a token that holds for an audience, among others.
    ///
    /// @throws NotDelegated if it does not, with what to do
    JwtClaims claims(String token, String audience) throws NotDelegated {
        try {
            return new JwtConsumerBuilder()
                    .setVerificationKeyResolver(keys)
                    .setExpectedIssuer(issuer)
                    .setExpectedAudience(audience)
                    .setRequireExpirationTime()
                    .setRequireSubject()
                    .build()
                    .processToClaims(token);
        } catch (InvalidJwtException e) {
            if (e.hasExpired()) {
                throw new NotDelegated("The sign-in of the person who asked has ended; they sign in and ask again.", e);
            }
            throw new NotDelegated("The identity provider's token does not hold for " + audience + ".", e);
        }
    }

    /// Who a token is about.
    static String subject(JwtClaims claims) throws NotDelegated {
        return text(claims, "sub");
    }

    /// A claim, empty if it is missing.
    static String text(JwtClaims claims, String name) throws NotDelegated {
        try {
            String text = claims.getStringClaimValue(name);
            return text == null ? "" : text;
        } catch (MalformedClaimException e) {
            throw new NotDelegated("The identity provider's token cannot be read.", e);
        }
    }

    /// Refuses a token that somebody else got, or that is about somebody else.
    void same(JwtClaims claims, String subject, String client) throws NotDelegated {
        require("sub", subject, subject(claims));
        require("azp", client, text(claims, "azp"));
    }

    /// Claims of a token that is for one tool server only and says who acts.
    JwtClaims kept(String token, Promise promise) throws NotDelegated {
        JwtClaims claims = claims(token, promise.audience());
        try {
            require("aud", List.of(promise.audience()), claims.getAudience());
        } catch (MalformedClaimException e) {
            throw new NotDelegated("The identity provider's token cannot be read.", e);
        }
        require("azp", promise.client(), text(claims, "azp"));
        require(
                "act",
                promise.actor(),
                claims.getClaimValue("act") instanceof Map<?, ?> act ? String.valueOf(act.get("sub")) : "missing");
        if (!List.of(text(claims, "scope").split(" ", -1)).contains(promise.scope())) {
            throw new NotDelegated(said("scope", promise.scope(), text(claims, "scope")));
        }
        return claims;
    }

    private static void require(String claim, Object wanted, Object said) throws NotDelegated {
        if (!wanted.equals(said)) {
            throw new NotDelegated(said(claim, wanted, said));
        }
    }

    private static String said(String claim, Object wanted, Object said) {
        return "The identity provider made out a token whose claim " + claim + " is " + said + " and not " + wanted
                + "; it is not used. An administrator looks at the realm's clients and scopes.";
    }
}
