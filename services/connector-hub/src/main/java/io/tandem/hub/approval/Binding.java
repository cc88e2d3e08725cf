package io.tandem.hub.approval;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.hub.canonical.CanonicalJson;
import java.util.Map;

/// Exactly one call: what an approval is for.
///
/// @param tool `connector/tool`
public record Binding(String taskId, long seq, String tool, JsonNode arguments) {

    /// The same call with other arguments.
    public Binding with(JsonNode other) {
        return new Binding(taskId, seq, tool, other);
    }

    /// SHA-256 of the canonical JSON of (taskId, seq, tool, arguments), hex. The sequence number goes in as text, since
    /// canonical JSON knows numbers as doubles only.
    public String hash() {
        return CanonicalJson.ofValue(
                        Map.of("taskId", taskId, "seq", Long.toString(seq), "tool", tool, "arguments", arguments))
                .sha256();
    }
}
