package io.tandem.kit.pass;

import io.tandem.events.KeyRecord;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/// Signs passes with a key of this process, which never leaves it; its public half is registered under [#publicKey()].
public final class PassSigner {
    /// How long a pass made for a request that is sent at once may wait to be read.
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final Duration KEY_LIFETIME = Duration.ofDays(30);

    private static final ProviderContext PROVIDERS = Ed25519.context();

    private final String issuer;
    private final String keyId;
    private final KeyPair keys;
    private final Instant notAfter = Instant.now().plus(KEY_LIFETIME);

    /// @param issuer the service's short name
    public PassSigner(String issuer) {
        this.issuer = issuer;
        this.keyId = issuer + "-" + UUID.randomUUID();
        this.keys = Ed25519.newKeys();
    }

    /// What the registry must publish before anybody accepts these passes.
    public KeyRecord publicKey() {
        String encoded = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        return new KeyRecord(KeyRecord.SCHEMA, keyId, issuer, encoded, notAfter);
    }

    /// A pass for a caller that this service has authenticated.
    ///
    /// @param request digest of the request that it is for
    public String sign(String caller, Set<String> teams, Set<String> roles, String audience, String request) {
        return sign(new Pass(
                issuer,
                caller,
                teams,
                roles,
                audience,
                request,
                List.of(),
                UUID.randomUUID().toString(),
                Instant.now().plus(LIFETIME)));
    }

    /// A pass as given; the issuer is this service whatever the record says.
    public String sign(Pass pass) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(pass.caller());
        claims.setAudience(pass.audience());
        claims.setJwtId(pass.id());
        claims.setExpirationTime(NumericDate.fromMilliseconds(pass.expires().toEpochMilli()));
        claims.setStringListClaim("teams", List.copyOf(pass.teams()));
        claims.setStringListClaim("roles", List.copyOf(pass.roles()));
        claims.setStringListClaim("act", pass.actors());
        claims.setStringClaim(PassVerifier.REQUEST, pass.request());
        JsonWebSignature signature = new JsonWebSignature();
        signature.setProviderContext(PROVIDERS);
        signature.setPayload(claims.toJson());
        signature.setKey(keys.getPrivate());
        signature.setKeyIdHeaderValue(keyId);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        signature.setHeader("typ", PassVerifier.TYPE);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("cannot sign a pass", e);
        }
    }

    /// SHA-256 of a body, base64url without padding.
    public static String hash(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
