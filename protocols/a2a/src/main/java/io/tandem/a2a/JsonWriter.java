package io.tandem.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Records to ProtoJSON trees (specification 5.5 to 5.7): a default is left out unless the field is required.
final class JsonWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private JsonWriter() {}

    static ObjectNode record(Record value) {
        ObjectNode fields = NODES.objectNode();
        for (RecordShape.Field field : RecordShape.of(value.getClass()).fields()) {
            Object content = field.valueIn(value);
            if (content != null && (field.always() || !isDefault(content, field))) {
                fields.set(field.name(), value(content));
            }
        }
        WireName member = value.getClass().getAnnotation(WireName.class);
        return member == null ? fields : NODES.objectNode().set(member.value(), fields);
    }

    private static boolean isDefault(Object content, RecordShape.Field field) {
        return switch (content) {
            case String text -> text.isEmpty() && !field.explicit();
            case List<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case Boolean flag -> !flag && !field.nullable();
            case Integer number -> number == 0 && !field.nullable();
            case Enum<?> constant -> constant.ordinal() == 0;
            default -> false;
        };
    }

    private static JsonNode value(Object content) {
        return switch (content) {
            case String text -> NODES.textNode(text);
            case Boolean flag -> NODES.booleanNode(flag);
            case Integer number -> NODES.numberNode(number);
            case WireEnum constant -> NODES.textNode(constant.wireName());
            case Instant instant -> NODES.textNode(MILLIS.format(instant));
            case byte[] bytes -> NODES.textNode(Base64.getEncoder().encodeToString(bytes));
            case JsonNode tree -> tree.deepCopy();
            case List<?> list -> {
                ArrayNode array = NODES.arrayNode(list.size());
                list.forEach(element -> array.add(value(element)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = NODES.objectNode();
                // Sorted, so that equal records have equal bytes: the card's ETag depends on it.
                new TreeMap<>(map).forEach((key, element) -> object.set((String) key, value(element)));
                yield object;
            }
            case Record nested -> record(nested);
            default -> throw new IllegalArgumentException("Not an A2A value: " + content.getClass());
        };
    }
}
