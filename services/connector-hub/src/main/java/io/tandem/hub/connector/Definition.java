package io.tandem.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.tandem.hub.canonical.CanonicalJson;
import io.tandem.hub.mcp.ListedTool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a tool says about itself, and what is approved.
///
/// @param outputSchema null if it does not promise how its answers look
public record Definition(
        String name,
        String title,
        String description,
        JsonNode inputSchema,
        @Nullable JsonNode outputSchema) {

    static Definition of(ListedTool tool) {
        return new Definition(tool.name(), tool.title(), tool.description(), tool.inputSchema(), tool.outputSchema());
    }

    /// SHA-256 over name, description and schemas in canonical form; the title is for people and not part of it. An
    /// output schema that is not there leaves no trace.
    String hash() {
        Map<String, Object> told =
                new HashMap<>(Map.of("name", name, "description", description, "inputSchema", inputSchema));
        if (outputSchema != null) {
            told.put("outputSchema", outputSchema);
        }
        return CanonicalJson.ofValue(told).sha256();
    }

    /// What differs, in lines: `description: "old" → "new"`.
    static List<String> differences(Definition pinned, Definition changed) {
        List<String> lines = new ArrayList<>();
        if (!pinned.description().equals(changed.description())) {
            lines.add("description: \"" + pinned.description() + "\" → \"" + changed.description() + "\"");
        }
        compare("inputSchema", pinned.inputSchema(), changed.inputSchema(), lines);
        JsonNode none = NullNode.getInstance();
        compare(
                "outputSchema",
                Objects.requireNonNullElse(pinned.outputSchema(), none),
                Objects.requireNonNullElse(changed.outputSchema(), none),
                lines);
        return lines;
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<String> lines) {
        if (before.isObject() && after.isObject()) {
            before.properties().forEach(member -> {
                if (!after.has(member.getKey())) {
                    lines.add(path + "." + member.getKey() + ": removed " + member.getValue());
                } else {
                    compare(path + "." + member.getKey(), member.getValue(), after.get(member.getKey()), lines);
                }
            });
            after.properties().forEach(member -> {
                if (!before.has(member.getKey())) {
                    lines.add(path + "." + member.getKey() + ": added " + member.getValue());
                }
            });
        } else if (!before.equals(after)) {
            lines.add(path + ": " + before + " → " + after);
        }
    }
}
