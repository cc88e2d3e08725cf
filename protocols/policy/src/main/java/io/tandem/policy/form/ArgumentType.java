package io.tandem.policy.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.policy.form.Rule.Relation;
import java.util.Optional;
import java.util.Set;

/// What an argument is, as far as rules can compare it.
enum ArgumentType {
    TEXT(Fact.OF_TEXT),
    NUMBER(Fact.OF_NUMBERS),
    INTEGER(Fact.OF_NUMBERS),
    BOOLEAN(Fact.OF_YES_OR_NO),
    TEXTS(Fact.OF_LISTS);

    private final Set<Relation> tests;

    ArgumentType(Set<Relation> tests) {
        this.tests = tests;
    }

    Set<Relation> tests() {
        return tests;
    }

    /// The type of a tool's top-level argument; empty if there is none of that name, or none that can be compared.
    static Optional<ArgumentType> of(JsonNode inputSchema, String argument) {
        JsonNode property = inputSchema.path("properties").path(argument);
        return switch (property.path("type").asText()) {
            case "string" -> Optional.of(TEXT);
            case "number" -> Optional.of(NUMBER);
            case "integer" -> Optional.of(INTEGER);
            case "boolean" -> Optional.of(BOOLEAN);
            case "array" ->
                property.at("/items/type").asText().equals("string") ? Optional.of(TEXTS) : Optional.empty();
            default -> Optional.empty();
        };
    }

    static boolean required(JsonNode inputSchema, String argument) {
        for (JsonNode name : inputSchema.path("required")) {
            if (name.asText().equals(argument)) {
                return true;
            }
        }
        return false;
    }
}
