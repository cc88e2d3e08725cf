package io.tandem.a2a;

import org.jspecify.annotations.Nullable;

/// The request of GetTask (specification 3.1.3).
///
/// @param historyLength messages of history in the answer; 0 is none, absent is the server's default
public record GetTaskRequest(
        @Nullable String tenant,
        @Required String id,
        @Nullable Integer historyLength) {
    public GetTaskRequest {
        checkHistoryLength(historyLength);
    }

    static void checkHistoryLength(@Nullable Integer historyLength) {
        if (historyLength != null && historyLength < 0) {
            throw new IllegalArgumentException("historyLength must not be negative");
        }
    }
}
