package io.tandem.runtime.inbox;

import io.tandem.runtime.stream.Subscription;
import io.tandem.runtime.task.TaskHead;
import java.time.Instant;

/// A task about to begin with its first message.
///
/// @param messageId with caller and agent what makes the message known again
/// @param message ProtoJSON of the first message
/// @param decision JSON of the decision that let it pass
public record NewTask(
        TaskHead head,
        String caller,
        String messageId,
        byte[] message,
        byte[] decision,
        Subscription subscription,
        Instant at) {}
