package io.tandem.policy.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.policy.form.Rule.Condition;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Values of one fact for which conditions hold, or do not, all as text.
final class Values {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String OTHER = "something-else";

    private Values() {}

    /// One for which these hold and those do not; empty if nothing near their own values is like that.
    static Optional<String> fitting(List<Condition> hold, List<Condition> fail) {
        Set<String> near = new LinkedHashSet<>();
        Stream.concat(hold.stream(), fail.stream()).forEach(condition -> near.addAll(near(condition)));
        return near.stream()
                .filter(value -> hold.stream().allMatch(condition -> meets(condition, value)))
                .filter(value -> fail.stream().noneMatch(condition -> meets(condition, value)))
                .findFirst();
    }

    private static List<String> near(Condition condition) {
        if (condition.fact().yesOrNo()) {
            return List.of("yes", "no");
        }
        if (!condition.fact().choices().isEmpty()) {
            return condition.fact().choices();
        }
        String value = condition.value();
        return switch (condition.test()) {
            case ABOVE, BELOW -> {
                BigDecimal bound = new BigDecimal(value);
                yield Stream.of(bound, bound.add(BigDecimal.ONE), bound.subtract(BigDecimal.ONE))
                        .map(BigDecimal::toPlainString)
                        .toList();
            }
            case IS, IS_NOT ->
                Set.of("true", "false").contains(value) ? List.of("true", "false") : List.of(value, other(value));
            case STARTS_WITH, ENDS_WITH, CONTAINS ->
                condition.fact() == Fact.CALLER
                        ? List.of(value, "person:" + OTHER, "service:" + OTHER)
                        : List.of(value, OTHER);
        };
    }

    /// A number stays one, and a caller one that could be.
    private static String other(String value) {
        if (value.matches("-?\\d{1,15}(\\.\\d{1,4})?")) {
            return new BigDecimal(value).add(BigDecimal.ONE).toPlainString();
        }
        return value.contains(":") ? value.substring(0, value.indexOf(':') + 1) + OTHER : OTHER;
    }

    private static boolean meets(Condition condition, String value) {
        return switch (condition.test()) {
            case IS -> condition.values().contains(value);
            case IS_NOT -> !condition.values().contains(value);
            case ABOVE -> number(value) && compare(value, condition) > 0;
            case BELOW -> number(value) && compare(value, condition) < 0;
            case STARTS_WITH -> value.startsWith(condition.value());
            case ENDS_WITH -> value.endsWith(condition.value());
            case CONTAINS -> value.contains(condition.value());
        };
    }

    private static boolean number(String value) {
        return value.matches("-?\\d+(\\.\\d+)?");
    }

    private static int compare(String value, Condition condition) {
        return new BigDecimal(value).compareTo(new BigDecimal(condition.value()));
    }

    /// An argument as its type wants it.
    static JsonNode json(ArgumentType type, String value) {
        return switch (type) {
            case TEXT -> JSON.textNode(value);
            case NUMBER -> JSON.numberNode(new BigDecimal(value));
            case INTEGER -> JSON.numberNode(Long.parseLong(value));
            case BOOLEAN -> JSON.booleanNode(Boolean.parseBoolean(value));
            case TEXTS -> JSON.arrayNode().add(value);
        };
    }

    /// What a required argument is where no rule speaks of it.
    static JsonNode usual(JsonNode property) {
        if (property.path("enum").path(0).isValueNode()) {
            return property.path("enum").path(0);
        }
        return switch (property.path("type").asText()) {
            case "number", "integer" -> JSON.numberNode(property.path("minimum").asLong(1));
            case "boolean" -> JSON.booleanNode(false);
            case "array" -> JSON.arrayNode();
            case "object" -> JSON.objectNode();
            default -> JSON.textNode("some");
        };
    }
}
