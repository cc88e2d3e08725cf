package io.tandem.worker.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param schema JSON schema that the answer follows, or null
public record Prompt(
        List<Turn> turns,
        @Nullable String schema,
        double temperature,
        double topP,
        int maxTokens,
        int seed,
        List<String> stop) {
    /// @param role `system`, `user`, `assistant`
    public record Turn(String role, String text) {}

    public Prompt {
        turns = List.copyOf(turns);
        stop = List.copyOf(stop);
    }
}
