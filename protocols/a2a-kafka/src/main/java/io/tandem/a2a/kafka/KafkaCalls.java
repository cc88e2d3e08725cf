package io.tandem.a2a.kafka;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/// The caller's side: sends requests and hands each reply to the call that waits for it.
///
/// One thread reads the reply topic, which has one partition and one reader; the topic must exist. Replies to calls
/// that
/// are gone are dropped. Producer and consumer belong to this object once it is started: [#close()] ends the consumer,
/// the producer stays its owner's.
public final class KafkaCalls implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Producer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final String replyTopic;
    private final Consumer<Exception> failure;
    private final Map<String, KafkaCall> calls = new ConcurrentHashMap<>();
    private final Thread reader;
    private volatile boolean closed;
    private volatile boolean ready;

    /// @param consumer without a group; this object assigns it
    /// @param failure told when reading replies fails; reading goes on
    public KafkaCalls(
            Producer<String, byte[]> producer,
            KafkaConsumer<String, byte[]> consumer,
            String replyTopic,
            Consumer<Exception> failure) {
        this.producer = producer;
        this.consumer = consumer;
        this.replyTopic = replyTopic;
        this.failure = failure;
        this.reader = Thread.ofPlatform().daemon().name("a2a-replies").unstarted(this::read);
    }

    public KafkaCalls start() {
        reader.start();
        return this;
    }

    /// Whether replies are being read: before that no call may be made.
    public boolean ready() {
        return ready;
    }

    public String replyTopic() {
        return replyTopic;
    }

    /// Sends a request; the returned call receives its replies and must be closed.
    ///
    /// A send that the broker does not take ends the call with UNAVAILABLE.
    ///
    /// @param key the task's id where there is one, else the request id
    public KafkaCall send(String topic, String key, KafkaRequest request) {
        KafkaCall call =
                new KafkaCall(request.requestId(), beginning(key, request), () -> calls.remove(request.requestId()));
        calls.put(request.requestId(), call);
        try {
            producer.send(request.toRecord(topic, key), (@Nullable RecordMetadata sent, @Nullable Exception e) -> {
                if (e != null) {
                    call.offer(unavailable());
                }
            });
        } catch (RuntimeException e) {
            call.offer(unavailable());
            failure.accept(e);
        }
        return call;
    }

    /// A request that names no task begins one, whose events are told from the first.
    private static long beginning(String key, KafkaRequest request) {
        Long after = request.afterSeq();
        if (after != null) {
            return after;
        }
        return key.equals(request.requestId()) ? 0 : StreamOrder.ANYWHERE;
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            reader.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static KafkaReply unavailable() {
        return KafkaReply.error(
                null, new A2aException(A2aError.UNAVAILABLE, "the message broker did not take the request", Map.of()));
    }

    private void read() {
        try (consumer) {
            TopicPartition partition = new TopicPartition(replyTopic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToEnd(List.of(partition));
            while (!closed) {
                pollOnce(partition);
            }
        } catch (WakeupException e) {
            if (!closed) {
                failure.accept(e);
            }
        }
    }

    private void pollOnce(TopicPartition partition) {
        try {
            if (!ready) {
                consumer.position(partition);
                ready = true;
            }
            consumer.poll(POLL).forEach(this::dispatch);
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException e) {
            failure.accept(e);
        }
    }

    private void dispatch(ConsumerRecord<String, byte[]> record) {
        String requestId = KafkaReply.requestIdOf(record);
        KafkaCall call = requestId == null ? null : calls.get(requestId);
        if (call != null) {
            try {
                call.offer(KafkaReply.of(record));
            } catch (A2aException e) {
                call.offer(KafkaReply.error(record.key(), e));
            }
        }
    }
}
