package io.tandem.a2a;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A task's state and what the agent says about it (specification 4.1.2).
///
/// @param timestamp when the state was entered; kept in milliseconds, as on the wire
public record TaskStatus(
        @Required TaskState state,
        @Nullable Message message,
        @Nullable Instant timestamp) {
    public TaskStatus {
        timestamp = timestamp == null ? null : timestamp.truncatedTo(ChronoUnit.MILLIS);
    }
}
