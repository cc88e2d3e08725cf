package io.tandem.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The texts that are the same everywhere, and the hash over what a team is judged by.
public final class PolicyText {
    /// The schema without tools.
    public static final String SCHEMA = resource("tandem.cedarschema");

    /// What holds for every team.
    public static final String BUILT_IN = resource("built-in.cedar");

    private PolicyText() {}

    /// @param teamText a team's own policies, perhaps empty
    /// @return SHA-256 over the built-in text and the team's, hex
    public static String hash(String teamText) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(BUILT_IN.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(teamText.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PolicyText.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing beside its package");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
