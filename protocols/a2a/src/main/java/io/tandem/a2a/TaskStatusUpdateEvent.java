package io.tandem.a2a;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// A task changed its state (specification 4.2.1). A terminal state ends the stream.
public record TaskStatusUpdateEvent(
        @Required String taskId,
        @Required String contextId,
        @Required TaskStatus status,
        @Nullable ObjectNode metadata) {}
