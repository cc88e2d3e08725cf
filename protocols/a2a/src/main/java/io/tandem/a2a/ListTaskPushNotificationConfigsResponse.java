package io.tandem.a2a;

import java.util.List;

/// One page of a task's webhooks (specification 3.1.9).
///
/// @param nextPageToken empty at the end, but always present
public record ListTaskPushNotificationConfigsResponse(
        List<TaskPushNotificationConfig> configs, @Always String nextPageToken) {

    public ListTaskPushNotificationConfigsResponse {
        configs = List.copyOf(configs);
    }
}
