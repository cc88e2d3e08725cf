package io.tandem.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pinned tool, on `hub.tools`; no secret, ever.
///
/// @param teams teams that hold the tool: their builders may give it to agents
/// @param definitionHash SHA-256 over name, description and input schema, hex
/// @param effect an [Effect]; set by an administrator, never by the tool
public record ToolRecord(
        int schema,
        String connector,
        String tool,
        String title,
        String description,
        JsonNode inputSchema,
        String definitionHash,
        Effect effect,
        State state,
        List<String> teams,
        @Nullable String quarantineReason,
        Instant at) {
    public static final int SCHEMA = 1;

    public ToolRecord {
        teams = List.copyOf(teams);
    }

    /// `connector/tool`, the key on the topic.
    public String key() {
        return connector + "/" + tool;
    }

    /// What a repeat of a call does, and so what happens to an intent whose outcome is unknown.
    public enum Effect {
        READ,
        IDEMPOTENT,
        KEYED,
        QUERYABLE,
        AT_MOST_ONCE
    }

    public enum State {
        APPROVED,
        QUARANTINED,
        REMOVED
    }
}
