package io.tandem.registry.definition;

import io.tandem.events.AgentDefinition;
import io.tandem.events.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/// The identity of a version: SHA-256 over its `spec` in canonical JSON (RFC 8785), in hex.
///
/// Whoever holds the published record can compute it again. Metadata is outside: an owner may change, the hash stays.
public final class Digest {
    private static final int SHORT = 16;

    private Digest() {}

    public static String of(AgentDefinition.Spec spec) {
        try {
            byte[] canonical = new JsonCanonicalizer(EventJson.write(spec)).getEncodedUTF8();
            return sha256(canonical);
        } catch (IOException e) {
            throw new IllegalStateException("a spec that has no canonical form", e);
        }
    }

    /// The name of a draft under trial: the same spec tried by the same person has the same name.
    public static String trial(AgentDefinition.Spec spec, String author) {
        return sha256((of(spec) + "\n" + author).getBytes(StandardCharsets.UTF_8))
                .substring(0, SHORT);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
