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
/// @param handling set by an administrator, never by the tool; [Handling#UNKNOWN] in records older than it
/// @param delegated whether calls are made as whoever they are for, with a token of theirs; no in records older than it
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
        Instant at,
        Handling handling,
        boolean delegated) {
    public static final int SCHEMA = 1;

    public ToolRecord {
        teams = List.copyOf(teams);
        handling = orUnknown(handling);
    }

    /// A tool of which nobody has said how it is handled, called by one account for all.
    public ToolRecord(
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
        this(
                schema,
                connector,
                tool,
                title,
                description,
                inputSchema,
                definitionHash,
                effect,
                state,
                teams,
                quarantineReason,
                at,
                Handling.UNKNOWN,
                false);
    }

    private static Handling orUnknown(@Nullable Handling given) {
        return given == null ? Handling.UNKNOWN : given;
    }

    /// What a tool's results add to what a task has read, and where its arguments go.
    ///
    /// @param results what its answers add; untrusted if it is not said
    /// @param vouches a store whose values sensitive arguments may take; never for what computes its
    ///     answer from its arguments
    /// @param egress what it is given leaves the company
    /// @param sensitive arguments that decide where something goes or how much: recipient, account,
    ///     URL, path, amount
    public record Handling(Flow results, boolean vouches, boolean egress, List<String> sensitive) {
        /// Answers are untrusted, and what it is given leaves the company.
        public static final Handling UNKNOWN = new Handling(Flow.UNKNOWN, false, true, List.of());

        public Handling {
            results = orUntrusted(results);
            sensitive = orNone(sensitive);
        }

        private static Flow orUntrusted(@Nullable Flow given) {
            return given == null ? Flow.UNKNOWN : given;
        }

        private static List<String> orNone(@Nullable List<String> given) {
            return given == null ? List.of() : List.copyOf(given);
        }
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
        AT_MOST_ONCE;

        /// Whether a call that may have taken effect can be made again under its key, and does no harm.
        public boolean mayRepeat() {
            return switch (this) {
                case READ, IDEMPOTENT, KEYED -> true;
                case QUERYABLE, AT_MOST_ONCE -> false;
            };
        }
    }

    public enum State {
        APPROVED,
        QUARANTINED,
        REMOVED
    }
}
