package io.tandem.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// ProtoJSON trees to records. Unknown fields are ignored (specification 5.7); everything else that does not fit is an
/// [A2aError#INVALID_PARAMS] with the path. Recursion follows the records, so hostile depth ends at JSON trees.
final class JsonReader {
    private JsonReader() {}

    static Object read(JsonNode node, Class<?> type, String path) {
        if (!node.isObject()) {
            throw A2aException.invalid(path, "must be an object");
        }
        return type.isSealed() ? oneof((ObjectNode) node, type, path) : record((ObjectNode) node, type, path);
    }

    private static Object record(ObjectNode node, Class<?> type, String path) {
        RecordShape shape = RecordShape.of(type);
        @Nullable Object[] values = new Object[shape.fields().size()];
        for (int i = 0; i < values.length; i++) {
            RecordShape.Field field = shape.fields().get(i);
            values[i] = field(field, find(node, field.name(), field.snake(), path), at(path, field.name()));
        }
        return shape.make(values, path);
    }

    private static Object oneof(ObjectNode node, Class<?> type, String path) {
        Class<?> found = null;
        for (Class<?> member : type.getPermittedSubclasses()) {
            if (isPresent(node, member, path)) {
                if (found != null) {
                    throw A2aException.invalid(path, "must have only one of " + names(type));
                }
                found = member;
            }
        }
        if (found == null) {
            throw A2aException.invalid(path, "must have exactly one of " + names(type));
        }
        WireName wire = found.getAnnotation(WireName.class);
        if (wire == null) {
            return record(node, found, path);
        }
        JsonNode content = find(node, wire.value(), RecordShape.Field.snakeOf(wire.value()), path);
        if (!(content instanceof ObjectNode object)) {
            throw A2aException.invalid(at(path, wire.value()), "must be an object");
        }
        return record(object, found, at(path, wire.value()));
    }

    private static boolean isPresent(ObjectNode node, Class<?> member, String path) {
        String name = memberName(member);
        JsonNode content = find(node, name, RecordShape.Field.snakeOf(name), path);
        // A JSON null is a value of `data` and the absence of everything else.
        return content != null && (!content.isNull() || member == Part.Data.class);
    }

    private static String memberName(Class<?> member) {
        WireName wire = member.getAnnotation(WireName.class);
        return wire != null
                ? wire.value()
                : RecordShape.of(member).fields().getFirst().name();
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getPermittedSubclasses())
                .map(JsonReader::memberName)
                .collect(Collectors.joining(", "));
    }

    private static @Nullable JsonNode find(ObjectNode node, String camel, String snake, String path) {
        JsonNode content = node.get(camel);
        if (camel.equals(snake)) {
            return content;
        }
        JsonNode other = node.get(snake);
        if (content != null && other != null) {
            throw A2aException.invalid(at(path, camel), "is given twice, also as " + snake);
        }
        return content == null ? other : content;
    }

    private static @Nullable Object field(RecordShape.Field field, @Nullable JsonNode node, String path) {
        boolean absent = node == null || (node.isNull() && field.type() != JsonNode.class);
        if (node == null || absent) {
            if (field.required()) {
                throw A2aException.invalid(path, "is required");
            }
            return field.nullable() ? null : emptyOf(field.type());
        }
        Object value = value(node, field.type(), path);
        boolean empty = isEmpty(value);
        if (empty && !field.emptyAllowed()) {
            throw A2aException.invalid(path, "must not be empty");
        }
        // ProtoJSON: an empty string, or an unspecified enum, of a field without presence is an absent one.
        return empty && field.nullable() && !field.explicit() && !(value instanceof Map) ? null : value;
    }

    private static boolean isEmpty(Object value) {
        return switch (value) {
            case String text -> text.isEmpty();
            case List<?> list -> list.isEmpty();
            case Enum<?> constant -> constant.ordinal() == 0;
            default -> false;
        };
    }

    private static Object emptyOf(Type type) {
        if (type == String.class) {
            return "";
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class ? List.of() : Map.of();
        }
        throw new IllegalStateException("A field of " + type + " must be required or nullable");
    }

    private static Object value(JsonNode node, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class ? list(node, arguments[0], path) : map(node, arguments[1], path);
        }
        if (type == String.class) {
            return text(node, path);
        }
        if (type == boolean.class || type == Boolean.class) {
            if (!node.isBoolean()) {
                throw A2aException.invalid(path, "must be true or false");
            }
            return node.booleanValue();
        }
        if (type == int.class || type == Integer.class) {
            return integer(node, path);
        }
        if (type == JsonNode.class) {
            return node;
        }
        if (type == ObjectNode.class) {
            if (!node.isObject()) {
                throw A2aException.invalid(path, "must be an object");
            }
            return node;
        }
        if (type == byte[].class) {
            return bytes(text(node, path), path);
        }
        if (type == Instant.class) {
            return instant(text(node, path), path);
        }
        Class<?> concrete = (Class<?>) type;
        return concrete.isEnum() ? constant(node, concrete, path) : read(node, concrete, path);
    }

    private static List<Object> list(JsonNode node, Type element, String path) {
        if (!node.isArray()) {
            throw A2aException.invalid(path, "must be an array");
        }
        List<Object> values = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            values.add(value(node.get(i), element, path + "[" + i + "]"));
        }
        return values;
    }

    private static Map<String, Object> map(JsonNode node, Type element, String path) {
        if (!node.isObject()) {
            throw A2aException.invalid(path, "must be an object");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties()
                .forEach(entry ->
                        values.put(entry.getKey(), value(entry.getValue(), element, at(path, entry.getKey()))));
        return values;
    }

    private static String text(JsonNode node, String path) {
        if (!node.isTextual()) {
            throw A2aException.invalid(path, "must be a string");
        }
        return node.textValue();
    }

    private static Integer integer(JsonNode node, String path) {
        // ProtoJSON accepts a decimal string, and a number without a fraction such as 1.0.
        if (node.isTextual() && node.textValue().matches("-?[0-9]{1,10}")) {
            long number = Long.parseLong(node.textValue());
            if (number == (int) number) {
                return (int) number;
            }
        } else if (node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToInt()) {
            return node.intValue();
        }
        throw A2aException.invalid(path, "must be a 32 bit integer");
    }

    private static byte[] bytes(String text, String path) {
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw A2aException.invalid(path, "must be base64");
        }
    }

    private static Instant instant(String text, String path) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // Told below, together with years that no protobuf timestamp can hold.
        }
        throw A2aException.invalid(path, "must be a timestamp such as 2026-01-31T12:00:00.000Z");
    }

    private static Object constant(JsonNode node, Class<?> type, String path) {
        Object[] constants = type.getEnumConstants();
        if (node.isInt() && node.intValue() >= 0 && node.intValue() < constants.length) {
            return constants[node.intValue()];
        }
        for (Object constant : constants) {
            if (node.isTextual() && ((WireEnum) constant).wireName().equals(node.textValue())) {
                return constant;
            }
        }
        throw A2aException.invalid(
                path,
                "must be one of "
                        + Arrays.stream(constants)
                                .skip(1)
                                .map(constant -> ((WireEnum) constant).wireName())
                                .collect(Collectors.joining(", ")));
    }

    private static String at(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
