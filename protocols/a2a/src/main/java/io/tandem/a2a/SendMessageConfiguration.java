package io.tandem.a2a;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the caller wants of a send (specification 3.2.2).
///
/// @param acceptedOutputModes media types; empty means any
/// @param historyLength messages of history in the answer; 0 is none, absent is the server's default
/// @param returnImmediately answer right after the task exists instead of at a terminal or interrupted state
public record SendMessageConfiguration(
        List<String> acceptedOutputModes,
        @Nullable TaskPushNotificationConfig taskPushNotificationConfig,
        @Nullable Integer historyLength,
        boolean returnImmediately) {

    public SendMessageConfiguration {
        acceptedOutputModes = List.copyOf(acceptedOutputModes);
        GetTaskRequest.checkHistoryLength(historyLength);
    }
}
