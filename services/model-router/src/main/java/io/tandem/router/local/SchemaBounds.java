package io.tandem.router.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Bounds where a schema has none: without them a small model may write until it is stopped.
final class SchemaBounds {
    static final int LONGEST_TEXT = 600;
    private static final int MOST_ITEMS = 8;
    /// Words that the worker's grammar does not know or that hold nobody to anything.
    private static final List<String> DROPPED =
            List.of("$schema", "$id", "title", "description", "examples", "default", "format", "x-order");

    private SchemaBounds() {}

    /// A copy with `maxLength`, `maxItems` and closed objects.
    static ObjectNode of(ObjectNode schema) {
        ObjectNode copy = schema.deepCopy();
        bound(copy, false);
        return copy;
    }

    private static void bound(JsonNode node, boolean names) {
        if (node instanceof ArrayNode array) {
            array.forEach(item -> bound(item, false));
            return;
        }
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        if (!names) {
            object.remove(DROPPED);
            switch (object.path("type").asText("")) {
                case "string" -> {
                    if (!object.has("enum")
                            && !object.has("const")
                            && !object.has("pattern")
                            && object.path("maxLength").asInt(Integer.MAX_VALUE) > LONGEST_TEXT) {
                        object.put("maxLength", LONGEST_TEXT);
                    }
                }
                case "array" -> {
                    if (object.path("maxItems").asInt(Integer.MAX_VALUE) > MOST_ITEMS) {
                        object.put(
                                "maxItems",
                                Math.max(MOST_ITEMS, object.path("minItems").asInt(0)));
                    }
                }
                case "object" -> {
                    if (object.has("properties")) {
                        object.put("additionalProperties", false);
                    }
                }
                default -> {}
            }
        }
        object.forEachEntry(
                (name, value) -> bound(value, !names && (name.equals("properties") || name.equals("$defs"))));
    }
}
