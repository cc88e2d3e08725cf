package io.tandem.runtime.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One task in a list.
///
/// @param state the A2A state, such as `COMPLETED`
/// @param steps journal entries so far
public record TaskSummary(
        String taskId,
        String contextId,
        @Nullable String parentTaskId,
        String team,
        String agent,
        String version,
        String owner,
        String lane,
        String state,
        long steps,
        Instant createdAt,
        Instant statusAt) {}
