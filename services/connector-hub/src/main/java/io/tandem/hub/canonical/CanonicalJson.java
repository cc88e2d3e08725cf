package io.tandem.hub.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/// A JSON value in the form of RFC 8785 (JCS): equal values have equal texts, whatever the order of their members.
public record CanonicalJson(String text) {

    /// @throws IllegalArgumentException if the value has no canonical form, such as a lone surrogate
    public static CanonicalJson of(JsonNode value) {
        if (!value.isContainerNode()) {
            return new CanonicalJson(value.toString());
        }
        try {
            return new CanonicalJson(new JsonCanonicalizer(value.toString()).getEncodedString());
        } catch (IOException e) {
            throw new IllegalArgumentException("the value has no canonical form", e);
        }
    }

    /// Of any record or map.
    public static CanonicalJson ofValue(Object value) {
        return of(EventJson.toTree(value));
    }

    /// SHA-256 of the UTF-8 text, hex.
    public String sha256() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
