package io.tandem.a2a;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// The request of CancelTask (specification 3.1.5).
public record CancelTaskRequest(
        @Nullable String tenant,
        @Required String id,
        @Nullable ObjectNode metadata) {}
