package io.tandem.registry.version;

import io.tandem.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Access tokens of made-up people.
public final class TestToken {
    private static final KeyPair KEYS = keys();

    private TestToken() {}

    static String publicKey() {
        return Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
    }

    public static String of(String person, String team, String... roles) {
        Map<String, Object> claims = Map.of(
                "preferred_username", person,
                "sub", person,
                "azp", "tandem-cli",
                "aud", List.of("tandem"),
                "exp", Instant.now().plusSeconds(600).getEpochSecond(),
                "iat", Instant.now().getEpochSecond(),
                "teams", List.of(team),
                "realm_access", Map.of("roles", List.of(roles)));
        String head = encode(EventJson.write(Map.of("alg", "RS256", "typ", "JWT")));
        String body = encode(EventJson.write(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEYS.getPrivate());
            signature.update((head + "." + body).getBytes(StandardCharsets.US_ASCII));
            return head + "." + body + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
