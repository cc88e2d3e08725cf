package io.tandem.hub.call;

import io.tandem.events.ToolRecord;
import org.jspecify.annotations.Nullable;

/// Whether a call may be made.
sealed interface Ruling {
    String reason();

    /// Without an approval.
    record Allow(ToolRecord tool, String reason) implements Ruling {}

    /// Once somebody approves it.
    record Ask(ToolRecord tool, String reason) implements Ruling {}

    /// Not at all.
    ///
    /// @param tool null if there is none
    record Deny(@Nullable ToolRecord tool, String reason) implements Ruling {}

    /// Nobody can say yet: the hub's view of agents may be behind the asker's.
    record NotYet(ToolRecord tool, String reason) implements Ruling {}
}
