package io.tandem.a2a;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// The ProtoJSON of A2A (specification 5.5 to 5.7): camelCase out, snake_case accepted in; enums by proto name; UTC
/// timestamps in milliseconds; base64 bytes; oneofs by member name; defaults absent; unknown fields ignored.
public final class A2aJson {
    /// The media type of A2A bodies (specification 14.1.1).
    public static final String MEDIA_TYPE = "application/a2a+json";

    /// The largest document that is read, in bytes. Larger content goes by `url` parts.
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    /// The deepest nesting that is read, as protobuf's own parsers have it.
    public static final int MAX_DEPTH = 100;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(MAX_BYTES)
                            .maxStringLength(MAX_BYTES)
                            .maxNameLength(4096)
                            .maxNumberLength(64)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private A2aJson() {}

    /// The UTF-8 bytes of a record of this package, or of a JSON tree.
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value instanceof JsonNode tree ? tree : toTree(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A JSON tree cannot be written", e);
        }
    }

    /// The tree of a record of this package; the caller owns it.
    public static ObjectNode toTree(Object value) {
        return switch (value) {
            case ObjectNode tree -> tree.deepCopy();
            case Record record -> JsonWriter.record(record);
            default -> throw new IllegalArgumentException("Not an A2A record: " + value.getClass());
        };
    }

    /// Reads a record, or a oneof by its sealed interface.
    ///
    /// @throws A2aException PARSE_ERROR where the bytes are no JSON within the limits; INVALID_PARAMS with the path
    /// of
    ///     the field where the JSON is no such record
    public static <T> T read(byte[] json, Class<T> type) {
        return read(parse(json), type);
    }

    /// Reads a record from a tree, which it may keep parts of.
    ///
    /// @throws A2aException INVALID_PARAMS with the path of the field
    public static <T> T read(JsonNode json, Class<T> type) {
        return type.cast(JsonReader.read(json, type, ""));
    }

    /// Any JSON within the limits: one document, no name twice in an object, no U+0000 (no database text holds it) and
    /// no half of a surrogate pair.
    ///
    /// @throws A2aException PARSE_ERROR
    public static JsonNode parse(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw new A2aException(A2aError.PARSE_ERROR, "The document is larger than " + MAX_BYTES + " bytes");
        }
        try {
            JsonNode tree = MAPPER.readTree(json);
            if (tree == null || tree.isMissingNode()) {
                throw new A2aException(A2aError.PARSE_ERROR, "The document is empty");
            }
            checkText(tree);
            return tree;
        } catch (IOException e) {
            throw new A2aException(A2aError.PARSE_ERROR, A2aError.PARSE_ERROR.title(), Map.of(), e);
        }
    }

    private static void checkText(JsonNode node) {
        if (node.isTextual()) {
            checkText(node.textValue());
        } else if (node.isObject()) {
            node.properties().forEach(entry -> {
                checkText(entry.getKey());
                checkText(entry.getValue());
            });
        } else {
            node.forEach(A2aJson::checkText);
        }
    }

    private static void checkText(String text) {
        boolean bad = text.indexOf('\0') >= 0
                || text.codePoints()
                        .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
        if (bad) {
            throw new A2aException(A2aError.PARSE_ERROR, "A string has U+0000 or half of a surrogate pair");
        }
    }
}
