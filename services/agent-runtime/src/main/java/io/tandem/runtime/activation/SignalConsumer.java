package io.tandem.runtime.activation;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// Hints to whoever holds a task, on whichever node, that it should stop what it does outside and read its inbox.
///
/// Sent after the arrival is committed. Losing one costs latency, never meaning.
public final class SignalConsumer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SignalConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Producer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;
    private final Activations activations;
    private final Thread reader =
            Thread.ofPlatform().daemon().name("runtime-signals").unstarted(this::read);
    private volatile boolean closed;

    /// @param consumer without a group; this object assigns and closes it
    public SignalConsumer(
            Producer<String, byte[]> producer,
            KafkaConsumer<String, byte[]> consumer,
            String topic,
            Activations activations) {
        this.producer = producer;
        this.consumer = consumer;
        this.topic = topic;
        this.activations = activations;
    }

    public SignalConsumer start() {
        reader.start();
        return this;
    }

    /// Stops that task's effect here at once and tells the other nodes.
    public void stop(UUID taskId) {
        activations.abort(taskId);
        producer.send(new ProducerRecord<>(topic, taskId.toString(), new byte[0]));
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
    }

    private void read() {
        try (consumer) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToEnd(List.of(partition));
            while (!closed) {
                poll();
            }
        } catch (WakeupException e) {
            LOG.debug("signals closed");
        }
    }

    private void poll() {
        try {
            for (ConsumerRecord<String, byte[]> signal : consumer.poll(POLL)) {
                activations.abort(UUID.fromString(signal.key()));
            }
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf("signals: %s", e.getMessage());
        }
    }
}
