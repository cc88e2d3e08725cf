package io.tandem.hub.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Validates arguments against the pinned schema (JSON Schema 2020-12 unless it names another). Nothing is fetched.
final class ArgumentCheck {
    private static final int MOST_KEPT = 1_000;
    private static final int MOST_TOLD = 5;

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> kept = new ConcurrentHashMap<>();

    /// What is wrong, in words that a model can act on.
    Optional<String> fault(String definitionHash, JsonNode schema, JsonNode arguments) {
        if (!arguments.isObject()) {
            return Optional.of("The arguments are no JSON object.");
        }
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        Schema checked = kept.computeIfAbsent(definitionHash, hash -> registry.getSchema(schema));
        String told = checked.validate(arguments).stream()
                .limit(MOST_TOLD)
                .map(error -> told(error.getInstanceLocation().toString(), error.getMessage()))
                .collect(Collectors.joining("; "));
        return told.isEmpty() ? Optional.empty() : Optional.of("The arguments do not fit the tool: " + told);
    }

    private static String told(String place, String message) {
        return place.isEmpty() ? message : place + ": " + message;
    }
}
