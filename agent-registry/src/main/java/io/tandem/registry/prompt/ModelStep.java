package io.tandem.registry.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// One small question to the model: a fixed beginning first (the prefix that local models keep), then what is asked.
///
/// @param name for the router and the log, such as `tools`
/// @param system what the step is about
/// @param examples turns of user and assistant, in pairs
/// @param question the last user turn
/// @param schema JSON Schema of the answer, bounded everywhere
/// @param maxTokens of the answer
public record ModelStep(
        String name, String system, List<String> examples, String question, JsonNode schema, int maxTokens) {
    public ModelStep {
        examples = List.copyOf(examples);
    }
}
