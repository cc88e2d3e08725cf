package io.tandem.hub.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.hub.result.SchemaCheck;
import java.util.Optional;

/// Validates arguments against the pinned schema.
record ArgumentCheck(SchemaCheck schemas) {

    /// What is wrong, in words that a model can act on.
    Optional<String> fault(JsonNode schema, JsonNode arguments) {
        return arguments.isObject()
                ? schemas.fault(schema, arguments).map("The arguments do not fit the tool: "::concat)
                : Optional.of("The arguments are no JSON object.");
    }
}
