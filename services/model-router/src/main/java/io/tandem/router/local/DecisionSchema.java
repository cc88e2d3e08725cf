package io.tandem.router.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.router.chat.AnswerSchema;
import io.tandem.router.chat.ToolSpec;
import io.tandem.router.wire.ProviderJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The schema of one decision: `{"tool":"<name>","arguments":{…}}` for each tool that may be called, and
/// `{"tool":"answer","arguments":{"text":"…"}}` unless a tool must be called.
final class DecisionSchema {
    static final String ANSWER = "answer";
    static final String TEXT = "text";
    private static final int LONGEST_ANSWER = 1500;

    private DecisionSchema() {}

    /// @param answer the schema that an answer follows instead of a text, or null
    static ObjectNode of(List<ToolSpec> tools, boolean mayAnswer, @Nullable AnswerSchema answer) {
        ObjectNode schema = ProviderJson.MAPPER.createObjectNode();
        ArrayNode alternatives = schema.putArray("oneOf");
        for (ToolSpec tool : tools) {
            ObjectNode arguments = SchemaBounds.of(tool.parameters());
            if (!arguments.has("type")) {
                arguments.put("type", "object");
            }
            if (!arguments.has("properties")) {
                arguments.putObject("properties");
                arguments.put("additionalProperties", false);
            }
            alternatives.add(alternative(tool.name(), arguments));
        }
        if (mayAnswer) {
            alternatives.add(alternative(ANSWER, answer == null ? text() : SchemaBounds.of(answer.schema())));
        }
        return schema;
    }

    private static ObjectNode alternative(String tool, ObjectNode arguments) {
        ObjectNode node = ProviderJson.MAPPER.createObjectNode().put("type", "object");
        ObjectNode properties = node.putObject("properties");
        properties.putObject("tool").put("const", tool);
        properties.set("arguments", arguments);
        node.putArray("required").add("tool").add("arguments");
        node.put("additionalProperties", false);
        return node;
    }

    private static ObjectNode text() {
        ObjectNode node = ProviderJson.MAPPER.createObjectNode().put("type", "object");
        node.putObject("properties").putObject(TEXT).put("type", "string").put("maxLength", LONGEST_ANSWER);
        node.putArray("required").add(TEXT);
        node.put("additionalProperties", false);
        return node;
    }
}
