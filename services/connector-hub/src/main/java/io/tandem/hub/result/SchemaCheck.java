package io.tandem.hub.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Validates JSON against a pinned schema (JSON Schema 2020-12 unless it names another). Nothing is fetched.
public final class SchemaCheck {
    private static final int MOST_KEPT = 1_000;
    private static final int MOST_TOLD = 5;

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> kept = new ConcurrentHashMap<>();

    /// What is wrong, in words that a model can act on.
    public Optional<String> fault(JsonNode schema, JsonNode value) {
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        Schema checked = kept.computeIfAbsent(schema, registry::getSchema);
        String told = checked.validate(value).stream()
                .limit(MOST_TOLD)
                .map(error -> told(error.getInstanceLocation().toString(), error.getMessage()))
                .collect(Collectors.joining("; "));
        return told.isEmpty() ? Optional.empty() : Optional.of(told);
    }

    private static String told(String place, String message) {
        return place.isEmpty() ? message : place + ": " + message;
    }
}
