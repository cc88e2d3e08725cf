package io.tandem.router.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.router.chat.ToolSpec;
import io.tandem.router.wire.ProviderJson;
import java.util.ArrayList;
import java.util.List;

/// A tool in few words, as the prompt lists it.
final class ToolText {
    private static final int LONGEST = 400;

    private ToolText() {}

    static String of(ToolSpec tool) {
        List<String> fields = new ArrayList<>();
        tool.parameters()
                .path("properties")
                .properties()
                .forEach(field -> fields.add(field(field.getKey(), field.getValue())));
        String description = tool.description().strip();
        return "- " + tool.name() + ": "
                + (description.length() > LONGEST ? description.substring(0, LONGEST) + "…" : description)
                + " Arguments: {" + String.join(", ", fields) + "}\n";
    }

    private static String field(String name, JsonNode schema) {
        String type = schema.has("enum")
                ? "one of " + schema.path("enum")
                : schema.path("type").asText("any");
        String said = schema.path("description").asText("");
        return "\"" + name + "\": " + type
                + (said.isEmpty() ? "" : " (" + (said.length() > 120 ? said.substring(0, 120) + "…" : said) + ")");
    }

    /// `{"text":"…"}`.
    static String textArgument(String text) {
        ObjectNode node = ProviderJson.MAPPER.createObjectNode().put(DecisionSchema.TEXT, text);
        return node.toString();
    }
}
