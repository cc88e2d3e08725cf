package io.tandem.runtime.stream;

import io.tandem.a2a.kafka.ReplyAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One waiting request.
///
/// @param historyLength how much history an ANSWER shows; null shows all
/// @param expires its deadline: after it nobody reads the reply
public record Subscription(
        ReplyAddress address, Mode mode, @Nullable Integer historyLength, Instant expires) {

    public enum Mode {
        /// One reply, once the task has ended or been interrupted.
        ANSWER,
        /// Each event as it happens.
        STREAM,
        /// One reply to a cancel: the task, or that it could not be canceled any more.
        CANCEL
    }
}
