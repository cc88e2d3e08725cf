package io.tandem.kit.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A compacted topic as a map in memory, newest value by key; a record without a value removes its key.
///
/// Reading starts at the beginning and goes on until [#close()]. The view is *caught up* once it has reached what was
/// the
/// end when it started; before that its service must not answer. A value that cannot be read is logged and skipped: the
/// last good value stays.
public final class TopicView<V> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicView.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String topic;
    private final Function<byte[], V> decode;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, V> values = new ConcurrentHashMap<>();
    private final List<BiConsumer<String, @Nullable V>> listeners = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile boolean caughtUp;
    private volatile boolean closed;

    public TopicView(Broker broker, String service, String topic, Function<byte[], V> decode) {
        this.topic = topic;
        this.decode = decode;
        this.consumer = broker.assignedConsumer(service, "view-" + topic);
        this.reader =
                Thread.ofPlatform().daemon().name(service + "-view-" + topic).unstarted(this::read);
    }

    /// Called on the reading thread for each change, with null for a removal; register before [#start()].
    public TopicView<V> onChange(BiConsumer<String, @Nullable V> listener) {
        listeners.add(listener);
        return this;
    }

    public TopicView<V> start() {
        reader.start();
        return this;
    }

    public Optional<V> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// All values, as they are now.
    public Collection<V> all() {
        return List.copyOf(values.values());
    }

    public boolean caughtUp() {
        return caughtUp;
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

    private void read() {
        try (consumer) {
            Map<TopicPartition, Long> ends = Map.of();
            while (!closed && ends.isEmpty()) {
                ends = assign();
            }
            while (!closed) {
                consumer.poll(POLL).forEach(this::apply);
                caughtUp = caughtUp || reached(ends);
            }
        } catch (WakeupException e) {
            LOG.debugf("view of %s closed", topic);
        } catch (RuntimeException e) {
            caughtUp = false;
            LOG.errorf(e, "view of %s stopped; the service is no longer ready", topic);
        }
    }

    /// The ends to reach, or nothing while the topic cannot be found.
    private Map<TopicPartition, Long> assign() {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return consumer.endOffsets(partitions);
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf("cannot read %s yet: %s", topic, e.getMessage());
            pause();
            return Map.of();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        @Nullable V value = null;
        if (record.value() != null) {
            try {
                value = decode.apply(record.value());
            } catch (RuntimeException e) {
                LOG.errorf(e, "unreadable record %s-%d@%d skipped", topic, record.partition(), record.offset());
                return;
            }
        }
        if (value == null) {
            values.remove(record.key());
        } else {
            values.put(record.key(), value);
        }
        for (BiConsumer<String, @Nullable V> listener : listeners) {
            listener.accept(record.key(), value);
        }
    }
}
