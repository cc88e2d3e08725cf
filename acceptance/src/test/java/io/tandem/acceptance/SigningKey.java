package io.tandem.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// A key that signs passes by hand, right ones and others.
final class SigningKey {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String issuer;
    private final String keyId;
    private final KeyPair keys;

    /// A key that nobody knows yet.
    ///
    /// @param issuer the service whose it says it is, such as `gateway`
    SigningKey(String issuer) {
        this.issuer = issuer;
        this.keyId = issuer + "-" + UUID.randomUUID();
        try {
            this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no Ed25519 keys", e);
        }
    }

    /// Has the registry know it, as the service of that name does.
    SigningKey registered(TandemUnderTest tandem) {
        Api.Answer known = new Api(tandem, tandem.serviceToken(issuer)).post("/internal/registry/keys", """
                        {"schema": 1, "keyId": "%s", "issuer": "%s", "publicKey": "%s", "notAfter": "%s"}""".formatted(
                        keyId,
                        issuer,
                        Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()),
                        Instant.now().plus(Duration.ofDays(1))));
        assertThat(known.status()).as(known.text()).isLessThan(300);
        return this;
    }

    /// What a pass says.
    ///
    /// @param audience an agent by name
    /// @param request the request's digest
    record Claims(
            String caller,
            List<String> teams,
            List<String> roles,
            String audience,
            List<String> actors,
            String id,
            Instant expires,
            String request) {
        /// Of `builder` of team `sales`, for two minutes.
        static Claims ofBuilder(String audience, String request) {
            return new Claims(
                    "person:builder",
                    List.of("sales"),
                    List.of("builder"),
                    audience,
                    List.of(),
                    UUID.randomUUID().toString(),
                    Instant.now().plusSeconds(120),
                    request);
        }

        Claims by(String other, List<String> otherRoles, List<String> otherActors) {
            return new Claims(other, teams, otherRoles, audience, otherActors, id, expires, request);
        }

        Claims until(Instant other) {
            return new Claims(caller, teams, roles, audience, actors, id, other, request);
        }

        String json(String issuer) {
            return """
                    {"iss":"%s","sub":"%s","aud":"%s","jti":"%s","exp":%d,"teams":%s,"roles":%s,"act":%s,"req":"%s"}""".formatted(
                            issuer,
                            caller,
                            audience,
                            id,
                            expires.getEpochSecond(),
                            array(teams),
                            array(roles),
                            array(actors),
                            request);
        }

        private static String array(List<String> texts) {
            return texts.isEmpty() ? "[]" : "[\"" + String.join("\",\"", texts) + "\"]";
        }
    }

    String sign(Claims claims) {
        return sign("EdDSA", "tandem-pass+jwt", claims.json(issuer));
    }

    /// Any token, in JWS compact form.
    String sign(String algorithm, String type, String claims) {
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"" + type + "\",\"kid\":\"" + keyId + "\"}";
        String signed =
                BASE64.encodeToString(header.getBytes(UTF_8)) + "." + BASE64.encodeToString(claims.getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    String issuer() {
        return issuer;
    }
}
