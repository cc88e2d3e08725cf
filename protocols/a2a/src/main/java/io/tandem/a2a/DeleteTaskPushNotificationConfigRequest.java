package io.tandem.a2a;

import org.jspecify.annotations.Nullable;

/// The request of DeleteTaskPushNotificationConfig (specification 3.1.10): idempotent, answered by [Empty].
public record DeleteTaskPushNotificationConfigRequest(
        @Nullable String tenant,
        @Required String taskId,
        @Required String id) {}
