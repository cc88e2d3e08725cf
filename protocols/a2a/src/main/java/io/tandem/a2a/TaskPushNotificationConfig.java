package io.tandem.a2a;

import org.jspecify.annotations.Nullable;

/// A webhook for one task's updates (specification 4.3.1); also the request that creates one.
///
/// @param id unique in the task; the server makes one where it is absent
/// @param taskId the task; absent inside a send request, whose task does not exist yet
/// @param url where to POST; the server guards against addresses of its own network (13.2)
/// @param token sent back to the receiver as it is; a secret
public record TaskPushNotificationConfig(
        @Nullable String tenant,
        @Nullable String id,
        @Nullable String taskId,
        @Required String url,
        @Nullable String token,
        @Nullable AuthenticationInfo authentication) {
    @Override
    public String toString() {
        return "TaskPushNotificationConfig[id=" + id + ", taskId=" + taskId + "]";
    }
}
