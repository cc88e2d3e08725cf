package io.tandem.a2a.kafka;

import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// The answering side: sends replies at once and in the order of the calls.
///
/// A reply that the broker does not take is lost; the caller notices by its deadline or by a gap and asks again. What
/// must not be lost stands in a journal, not here. Give it a producer with a short `max.block.ms`: a reader that is
/// gone took its topic along, and sending there waits that long.
public final class ReplySender {
    /// Told of replies that could not be sent; called on the producer's thread.
    public interface Loss {
        void lost(ReplyAddress address, Exception cause);
    }

    private final Producer<String, byte[]> producer;
    private final Predicate<String> gone;
    private final Loss loss;

    public ReplySender(Producer<String, byte[]> producer, Loss loss) {
        this(producer, topic -> false, loss);
    }

    /// @param gone whether the reader of that reply topic is known to be gone; replies to it are dropped
    public ReplySender(Producer<String, byte[]> producer, Predicate<String> gone, Loss loss) {
        this.producer = producer;
        this.gone = gone;
        this.loss = loss;
    }

    public void send(ReplyAddress address, KafkaReply reply) {
        if (gone.test(address.topic())) {
            return;
        }
        producer.send(reply.toRecord(address), (@Nullable RecordMetadata sent, @Nullable Exception e) -> {
            if (e != null) {
                loss.lost(address, e);
            }
        });
    }

    /// Sends and waits until the broker has it, for what must be in place before a lock is let go.
    public void sendNow(ReplyAddress address, KafkaReply reply) {
        send(address, reply);
        flush();
    }

    /// Waits until the broker has all that was sent before.
    public void flush() {
        producer.flush();
    }
}
