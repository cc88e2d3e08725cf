package io.tandem.a2a;

import org.jspecify.annotations.Nullable;

/// The request of GetTaskPushNotificationConfig (specification 3.1.8).
public record GetTaskPushNotificationConfigRequest(
        @Nullable String tenant,
        @Required String taskId,
        @Required String id) {}
