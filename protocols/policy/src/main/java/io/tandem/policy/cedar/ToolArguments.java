package io.tandem.policy.cedar;

import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.Decimal;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A tool's declared arguments as Cedar sees them.
///
/// string → String, boolean → Bool, integer → Long, number → decimal (four places, cut to the largest there is),
/// array → Set, object → record. What has no such type, or several, is not there for policies. A property may be
/// relied on without `has` only if the tool requires it. A number that is written as text stands beside it among the
/// numbers.
final class ToolArguments {
    private static final BigDecimal LARGEST = new BigDecimal("922337203685477.5807");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?");
    private static final int PLACES = 4;
    private static final int DEEPEST = 4;
    private static final JsonNode NO_SCHEMA = JsonNodeFactory.instance.objectNode();

    private ToolArguments() {}

    /// The record type of a tool's arguments, in the schema's language.
    static String type(JsonNode inputSchema) {
        return record(inputSchema, 0);
    }

    /// The arguments as that type has them.
    static CedarMap values(JsonNode inputSchema, JsonNode arguments) {
        return map(inputSchema, arguments, 0);
    }

    /// The record type of those top-level texts that may hold a number, such as amounts of money.
    static String numbersType(JsonNode inputSchema) {
        List<String> fields = new ArrayList<>();
        inputSchema.path("properties").properties().forEach(property -> {
            if (property.getValue().path("type").asText().equals("string")) {
                fields.add(quoted(property.getKey()) + "?: decimal");
            }
        });
        return "{ " + String.join(", ", fields) + " }";
    }

    /// The numbers in texts; a text that is none is left out.
    static CedarMap numbers(JsonNode inputSchema, JsonNode arguments) {
        Map<String, Value> values = new HashMap<>();
        inputSchema.path("properties").properties().forEach(property -> {
            String text = arguments.path(property.getKey()).asText();
            if (property.getValue().path("type").asText().equals("string")
                    && NUMBER.matcher(text).matches()) {
                values.put(property.getKey(), decimal(new BigDecimal(text)));
            }
        });
        return new CedarMap(values);
    }

    private static String record(JsonNode schema, int depth) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        List<String> fields = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            type(property.getValue(), depth + 1)
                    .ifPresent(type -> fields.add(
                            quoted(property.getKey()) + (required.contains(property.getKey()) ? ": " : "?: ") + type));
        });
        return "{ " + String.join(", ", fields) + " }";
    }

    private static Optional<String> type(JsonNode schema, int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        return switch (schema.path("type").asText()) {
            case "string" -> Optional.of("String");
            case "boolean" -> Optional.of("Bool");
            case "integer" -> Optional.of("Long");
            case "number" -> Optional.of("decimal");
            case "array" -> type(schema.path("items"), depth + 1).map(items -> "Set<" + items + ">");
            case "object" -> Optional.of(record(schema, depth));
            default -> Optional.empty();
        };
    }

    /// A name of the schema's language, in quotes; JSON's escapes are Cedar's for what names hold.
    static String quoted(String name) {
        return JsonNodeFactory.instance.textNode(name).toString();
    }

    private static CedarMap map(JsonNode schema, JsonNode object, int depth) {
        Map<String, Value> values = new HashMap<>();
        schema.path("properties").properties().forEach(property -> {
            JsonNode given = object.get(property.getKey());
            if (given != null && !given.isNull()) {
                Value value = value(property.getValue(), given, depth + 1);
                if (value != null) {
                    values.put(property.getKey(), value);
                }
            }
        });
        return new CedarMap(values);
    }

    private static @Nullable Value value(JsonNode schema, JsonNode given, int depth) {
        if (depth > DEEPEST) {
            return null;
        }
        return switch (schema.path("type").asText()) {
            case "string" -> new PrimString(given.asText());
            case "boolean" -> new PrimBool(given.asBoolean());
            case "integer" -> new PrimLong(whole(given.decimalValue()));
            case "number" -> decimal(given.decimalValue());
            case "array" -> set(schema.path("items"), given, depth);
            case "object" -> map(schema, given, depth);
            default -> null;
        };
    }

    private static @Nullable Value set(JsonNode items, JsonNode given, int depth) {
        if (type(items == null ? NO_SCHEMA : items, depth + 1).isEmpty()) {
            return null;
        }
        List<Value> values = new ArrayList<>();
        for (JsonNode one : given) {
            Value value = value(items, one, depth + 1);
            if (value != null) {
                values.add(value);
            }
        }
        return new CedarList(values);
    }

    /// A whole number that is too large for Cedar is as large as can be: comparisons stay right.
    private static long whole(BigDecimal given) {
        BigDecimal most = BigDecimal.valueOf(Long.MAX_VALUE);
        BigDecimal least = BigDecimal.valueOf(Long.MIN_VALUE);
        return given.min(most).max(least).longValue();
    }

    private static Decimal decimal(BigDecimal given) {
        BigDecimal bounded = given.min(LARGEST).max(LARGEST.negate());
        return new Decimal(bounded.setScale(PLACES, RoundingMode.HALF_EVEN).toPlainString());
    }
}
