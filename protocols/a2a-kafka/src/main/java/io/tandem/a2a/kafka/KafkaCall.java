package io.tandem.a2a.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One call under way: its replies in the order in which they arrived, repeats and outdated attempts left out.
///
/// For one reading thread. Closing it means that nobody waits any more; it does not cancel the task.
public final class KafkaCall implements AutoCloseable {
    private final String requestId;
    private final Runnable onClose;
    private final LinkedBlockingQueue<Optional<KafkaReply>> replies = new LinkedBlockingQueue<>();
    private final StreamOrder order;

    /// @param after the journal number after which its events begin, as [StreamOrder] has it
    KafkaCall(String requestId, long after, Runnable onClose) {
        this.requestId = requestId;
        this.order = new StreamOrder(after);
        this.onClose = onClose;
    }

    public String requestId() {
        return requestId;
    }

    /// Waits for the next reply.
    ///
    /// @return nothing when the time is over, or the call was closed
    /// @throws StreamGap if events are missing: subscribe again after [StreamGap#lastSeen()]
    public Optional<KafkaReply> next(Duration atMost) throws InterruptedException, StreamGap {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<KafkaReply> reply = replies.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (reply == null || reply.isEmpty()) {
                return Optional.empty();
            }
            if (order.admits(reply.get())) {
                return reply;
            }
        }
    }

    void offer(KafkaReply reply) {
        replies.add(Optional.of(reply));
    }

    /// Any thread may close it; one that waits for a reply goes on at once, with nothing.
    @Override
    public void close() {
        onClose.run();
        replies.add(Optional.empty());
    }
}
