package io.tandem.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Fields as bytes of which no two lists are alike: `5:hello,` for text, `-,` for null (D. J. Bernstein, Netstrings,
/// 1997, with null added).
public final class Netstrings {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    public Netstrings add(@Nullable String field) {
        if (field == null) {
            out.write('-');
        } else {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
            out.write(':');
            out.writeBytes(bytes);
        }
        out.write(',');
        return this;
    }

    /// SHA-256 of all fields so far, hex.
    public String sha256() {
        return sha256(out.toByteArray());
    }

    /// SHA-256 of any bytes, hex.
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
