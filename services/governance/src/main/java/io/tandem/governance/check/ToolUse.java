package io.tandem.governance.check;

import com.fasterxml.jackson.databind.JsonNode;

/// One call of a tool, or the question for an approval of it.
///
/// @param tool as `connector/tool`, or `agent/NAME` for a peer
/// @param arguments as the model gave them; a missing node where the journal holds none
public record ToolUse(String tool, JsonNode arguments) {}
