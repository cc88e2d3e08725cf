package io.tandem.a2a.kafka;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/// The answering side: sends replies at once and in the order of the calls.
///
/// A reply that the broker does not take is lost; the caller notices by its deadline or by a gap and asks again. What
/// must not be lost stands in a journal, not here. Give it a producer with a short `max.block.ms`: a reader that is
/// gone took its topic along, and sending there waits that long.
///
/// A reply that is larger than the broker takes is replaced by an error that says so, which ends the call: nobody waits
/// for what cannot come.
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
            if (e instanceof RecordTooLargeException && reply.kind() != KafkaReply.Kind.ERROR) {
                send(address, tooLarge(reply));
            } else if (e != null) {
                loss.lost(address, e);
            }
        });
    }

    private static KafkaReply tooLarge(KafkaReply reply) {
        String bytes = Integer.toString(reply.body().length);
        return KafkaReply.error(
                reply.taskId(),
                new A2aException(
                        A2aError.INVALID_AGENT_RESPONSE,
                        "The answer has " + bytes + " bytes, more than can be sent at once; ask for the task with a"
                                + " smaller historyLength or a smaller page, or subscribe to it",
                        Map.of("problem", "too-large", "bytes", bytes)));
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
