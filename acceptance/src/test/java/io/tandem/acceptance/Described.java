package io.tandem.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;

/// What the platform's OpenAPI document says that an operation answers, as a strict check: fields that it does not tell
/// are faults too.
record Described(JsonNode document) {
    Described {
        document = document.deepCopy();
        document.at("/components/schemas").forEach(Described::close);
    }

    /// What in an answer is not as described; empty for one that is.
    ///
    /// @param path as the document writes it, such as `/api/v1/agents/{name}`
    List<String> faults(String method, String path, Api.Answer answer) {
        JsonNode responses = document.path("paths")
                .path(path)
                .path(method.toLowerCase(java.util.Locale.ROOT))
                .path("responses");
        JsonNode response = responses.path(Integer.toString(answer.status()));
        JsonNode described = response.isMissingNode() ? responses.path("default") : response;
        if (described.has("$ref")) {
            described = document.at(described.path("$ref").asText().substring(1));
        }
        JsonNode content = described.path("content");
        if (content.isEmpty()) {
            return answer.body().isEmpty() ? List.of() : List.of(answer.status() + " is described without a body");
        }
        ObjectNode schema = content.elements().next().path("schema").deepCopy();
        schema.set("components", document.path("components"));
        Schema check = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        List<String> faults = new ArrayList<>();
        for (Error error : check.validate(answer.body())) {
            faults.add(error.getInstanceLocation() + " " + error.getMessage());
        }
        return faults;
    }

    /// Objects that list their fields have no others.
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(Described::close);
    }
}
