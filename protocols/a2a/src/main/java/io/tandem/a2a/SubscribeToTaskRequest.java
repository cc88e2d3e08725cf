package io.tandem.a2a;

import org.jspecify.annotations.Nullable;

/// The request of SubscribeToTask (specification 3.1.6).
public record SubscribeToTaskRequest(
        @Nullable String tenant, @Required String id) {}
