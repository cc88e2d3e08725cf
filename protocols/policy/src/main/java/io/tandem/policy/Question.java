package io.tandem.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.Provenance;
import org.jspecify.annotations.Nullable;

/// May `principal` do `action` to `resource`? Plain JSON, so that it can be kept and asked again.
///
/// @param action `agent.call`, `version.move`, or the name of a tool as `connector/tool`
/// @param tool the called tool's definition; null when no tool is called
public record Question(
        Thing principal,
        String action,
        Thing resource,
        ObjectNode context,
        @Nullable ToolShape tool) {
    private static final String ARGUMENTS = "arguments";

    /// Asks again what [#facts] kept; what was kept before there were flows is as harmless as can be.
    ///
    /// @throws IllegalArgumentException if these are no facts
    public static Question again(JsonNode facts, JsonNode arguments, ToolShape tool) {
        if (!(facts.path("context") instanceof ObjectNode kept)) {
            throw new IllegalArgumentException("facts without a context");
        }
        ObjectNode context = kept.deepCopy();
        context.set(ARGUMENTS, arguments);
        Thing resource = Thing.of(facts.path("resource"));
        if (!context.has("untrusted")) {
            Questions.put(context, Provenance.NONE);
            resource.attributes().put("egress", false).putArray("sensitive");
        }
        if (!context.has(Questions.HALTS)) { // kept before there were kill switches
            context.set(Questions.HALTS, JsonNodeFactory.instance.arrayNode());
        }
        if (!context.has(Questions.LEFT)) { // kept before questions told what is left
            context.put(Questions.LEFT, Questions.PLENTY);
        }
        return new Question(
                Thing.of(facts.path("principal")), facts.path("action").asText(), resource, context, tool);
    }

    /// What was asked but for the called tool's arguments and definition: principal, action, resource, context.
    public ObjectNode facts() {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.set("principal", principal.json());
        facts.put("action", action);
        facts.set("resource", resource.json());
        facts.set("context", context.deepCopy().without(ARGUMENTS));
        return facts;
    }

    /// Somebody or something, with what is known of it.
    ///
    /// @param type an entity type of the schema without its namespace, such as `Agent`
    public record Thing(String type, String id, ObjectNode attributes) {
        private static Thing of(JsonNode json) {
            if (!(json.path("attributes") instanceof ObjectNode attributes)) {
                throw new IllegalArgumentException("a thing without attributes");
            }
            return new Thing(json.path("type").asText(), json.path("id").asText(), attributes.deepCopy());
        }

        private ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("type", type)
                    .put("id", id)
                    .set("attributes", attributes);
        }
    }

    /// What makes a tool's arguments readable for policies.
    ///
    /// @param definitionHash names the definition, for caches
    /// @param inputSchema JSON Schema of the arguments
    public record ToolShape(String definitionHash, JsonNode inputSchema) {}
}
