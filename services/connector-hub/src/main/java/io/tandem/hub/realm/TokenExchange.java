package io.tandem.hub.realm;

import io.tandem.hub.realm.TokenCheck.Promise;
import io.tandem.hub.realm.TokenEndpoint.Client;
import io.tandem.hub.seal.Sealing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/// OAuth 2.0 Token Exchange (RFC 8693) at the realm, in two steps: the hub's client turns a person's token into one
/// that the agent's client may exchange, and that one becomes a token of the agent for one tool server.
@Singleton
public class TokenExchange {
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private final TokenEndpoint endpoint;
    private final TokenCheck check;
    private final Client hub;
    private final Sealing sealing;

    @Inject
    TokenExchange(RealmSettings settings, OidcTokenEndpoint endpoint, Sealing sealing) {
        this(
                endpoint,
                new TokenCheck(
                        settings.url(),
                        new HttpsJwksVerificationKeyResolver(
                                new HttpsJwks(settings.url() + "/protocol/openid-connect/certs"))),
                new Client(settings.client(), settings.clientSecret()),
                sealing);
    }

    TokenExchange(TokenEndpoint endpoint, TokenCheck check, Client hub, Sealing sealing) {
        this.endpoint = endpoint;
        this.check = check;
        this.hub = hub;
        this.sealing = sealing;
    }

    /// Where an agent wants to act.
    ///
    /// @param connector whose server it is
    /// @param audience what tokens for that server are made out to
    public record Target(String agent, String connector, String audience) {
        private Promise promise() {
            return new Promise(RealmNames.agent(agent), audience, RealmNames.tool(connector), RealmNames.actor(agent));
        }
    }

    /// A person and until when their token holds.
    ///
    /// @param name their user name
    public record SignedIn(String name, Instant expires) {}

    /// Whose token this is.
    ///
    /// @throws NotDelegated if it does not hold, is not made out to the hub too, or is a service's
    public SignedIn person(String token) throws NotDelegated {
        JwtClaims claims = check.claims(token, hub.id());
        String name = TokenCheck.text(claims, "preferred_username");
        if (name.isEmpty() || name.startsWith(RealmNames.account(""))) {
            throw new NotDelegated("The token is not a person's.");
        }
        return new SignedIn(name, expires(claims));
    }

    /// A token with which the agent acts for a person.
    ///
    /// @param token the person's, made out to the hub too
    /// @throws NotDelegated if the provider refuses, or answers with a token that says something else
    public Delegated forPerson(String token, Target target) throws NotDelegated {
        String person = TokenCheck.subject(check.claims(token, hub.id()));
        Client agent = client(target.agent());
        String handed = endpoint.exchange(hub, exchanging(token, agent.id()));
        check.same(check.claims(handed, agent.id()), person, hub.id());
        String forServer = endpoint.exchange(agent, exchanging(handed, RealmNames.tool(target.connector())));
        JwtClaims claims = check.kept(forServer, target.promise());
        check.same(claims, person, agent.id());
        return new Delegated(forServer, expires(claims));
    }

    /// A token with which the agent acts for nobody but itself.
    ///
    /// @throws NotDelegated if the provider refuses, or answers with a token that says something else
    public Delegated forAgent(Target target) throws NotDelegated {
        Client agent = client(target.agent());
        String token = endpoint.own(agent, RealmNames.tool(target.connector()));
        JwtClaims claims = check.kept(token, target.promise());
        if (!RealmNames.account(agent.id()).equals(TokenCheck.text(claims, "preferred_username"))) {
            throw new NotDelegated("The identity provider made out a token about somebody else; it is not used.");
        }
        return new Delegated(token, expires(claims));
    }

    /// A token with which a server is asked for its tools. Not one of the hub's own client, which the server could show
    /// to us.
    ///
    /// @throws NotDelegated if the provider refuses, or answers with a token that says something else
    public String forListing(String connector, String audience) throws NotDelegated {
        String token = endpoint.own(Client.made(RealmNames.LISTER, sealing), RealmNames.tool(connector));
        check.kept(
                token, new Promise(RealmNames.LISTER, audience, RealmNames.tool(connector), RealmNames.LISTER_ACTOR));
        return token;
    }

    private Client client(String agent) {
        return Client.made(RealmNames.agent(agent), sealing);
    }

    private static Map<String, String> exchanging(String token, String scope) {
        return Map.of(
                "subject_token", token,
                "requested_token_type", ACCESS_TOKEN,
                "scope", scope);
    }

    private static Instant expires(JwtClaims claims) throws NotDelegated {
        try {
            return Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis());
        } catch (MalformedClaimException e) {
            throw new NotDelegated("The identity provider's token cannot be read.", e);
        }
    }
}
