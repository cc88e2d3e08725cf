package io.tandem.a2a;

import org.jspecify.annotations.Nullable;

/// The request of ListTaskPushNotificationConfigs (specification 3.1.9).
///
/// @param pageSize 0 leaves it to the server
public record ListTaskPushNotificationConfigsRequest(
        @Nullable String tenant,
        @Required String taskId,
        int pageSize,
        @Nullable String pageToken) {

    public ListTaskPushNotificationConfigsRequest {
        if (pageSize < 0) {
            throw new IllegalArgumentException("pageSize must not be negative");
        }
    }
}
