package io.tandem.kit.kafka;

import io.tandem.events.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// The door to Kafka: producers, consumers and topics, each named by the service that uses it.
///
/// Keys are strings, values bytes. A producer waits for all in-sync replicas and is idempotent, so a retry of the
/// client library neither repeats nor reorders. It is shared by all threads of its service and closed here.
@Singleton
public final class Broker {
    private static final Duration BLOCK = Duration.ofSeconds(10);
    private static final Duration REPLY_BLOCK = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);
    private static final int BULK_BYTES = 256 * 1024;
    private static final int BULK_RECORDS = 2_000;
    private static final Duration BULK_WAIT = Duration.ofMillis(400);

    private final KafkaSettings settings;
    private final Map<String, Producer<String, byte[]>> producers = new ConcurrentHashMap<>();

    /// Made on first use: listing is asked for again and again.
    private @Nullable Admin lister;

    @Inject
    public Broker(KafkaSettings settings) {
        this.settings = settings;
    }

    /// This process's name among its equals.
    public String node() {
        return settings.node();
    }

    public String bootstrap() {
        return settings.bootstrap();
    }

    /// The service's one producer.
    public Producer<String, byte[]> producer(String service) {
        return producers.computeIfAbsent(service, name -> connectProducer(name, BLOCK));
    }

    /// The service's producer for replies: it waits only a moment for a topic that is not there, since a reader that
    /// is gone took its topic along.
    public Producer<String, byte[]> replyProducer(String service) {
        return producers.computeIfAbsent(service + "-replies", name -> connectProducer(name, REPLY_BLOCK));
    }

    /// A consumer that shares the topic's partitions with the other nodes of the group. Offsets are committed by the
    /// caller; a group without offsets starts at the earliest record.
    public KafkaConsumer<String, byte[]> groupConsumer(String service, String group) {
        return connectConsumer(groupConfig(service, group));
    }

    /// As [#groupConsumer], for records that nobody waits for: the broker collects them for up to 400 ms, so that what
    /// is done once a poll is done seldom.
    public KafkaConsumer<String, byte[]> bulkConsumer(String service, String group) {
        Map<String, Object> config = groupConfig(service, group);
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, BULK_BYTES);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(BULK_WAIT.toMillis()));
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BULK_RECORDS);
        return connectConsumer(config);
    }

    /// A consumer without a group, for topics that every node reads whole.
    public KafkaConsumer<String, byte[]> assignedConsumer(String service, String purpose) {
        Map<String, Object> config = consumerConfig(service, purpose);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        return connectConsumer(config);
    }

    /// Makes the topics that are missing; those that exist are left as they are.
    ///
    /// @throws IllegalStateException if Kafka cannot be reached or refuses
    public void ensure(Topic... topics) {
        ensure(List.of(topics).stream().collect(Collectors.toMap(Topic::topicName, topic -> topic)));
    }

    /// As [#ensure(Topic...)], for topics of a family by their whole name.
    public void ensure(Map<String, Topic> byName) {
        Collection<NewTopic> missing = byName.entrySet().stream()
                .map(entry -> newTopic(entry.getKey(), entry.getValue()))
                .toList();
        try (Admin admin = admin()) {
            for (var made : admin.createTopics(missing).values().entrySet()) {
                awaitMade(made.getKey(), made.getValue().toCompletionStage().toCompletableFuture());
            }
        }
    }

    /// The names of all topics.
    ///
    /// @throws IllegalStateException if Kafka cannot be reached or refuses
    public Set<String> topics() {
        return Set.copyOf(done("list topics", lister().listTopics().names()));
    }

    /// Removes topics with all that is in them; one that is gone already is no error.
    ///
    /// @throws IllegalStateException if Kafka cannot be reached or refuses
    public void remove(Collection<String> topics) {
        try (Admin admin = admin()) {
            for (var removed : admin.deleteTopics(topics).topicNameValues().entrySet()) {
                try {
                    done("remove topic " + removed.getKey(), removed.getValue());
                } catch (IllegalStateException e) {
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw e;
                    }
                }
            }
        }
    }

    /// An administration client; the caller closes it.
    public Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrap(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                30_000));
    }

    private synchronized Admin lister() {
        if (lister == null) {
            lister = admin();
        }
        return lister;
    }

    @PreDestroy
    synchronized void close() {
        if (lister != null) {
            lister.close(CLOSE_TIMEOUT);
        }
        producers.values().forEach(producer -> producer.close(CLOSE_TIMEOUT));
    }

    private NewTopic newTopic(String name, Topic topic) {
        short copies = settings.replication();
        Optional<Short> replication = copies > 0 ? Optional.of(copies) : Optional.empty();
        return new NewTopic(name, Optional.of(topic.partitions()), replication).configs(topic.settings());
    }

    private static void awaitMade(String name, java.util.concurrent.Future<Void> made) {
        try {
            made.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot make topic " + name, e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making topic " + name, e);
        }
    }

    private static <T> T done(String what, KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot " + what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + what, e);
        }
    }

    private Producer<String, byte[]> connectProducer(String name, Duration block) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, name + "-" + settings.node());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, block.toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    private static KafkaConsumer<String, byte[]> connectConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> groupConfig(String service, String group) {
        Map<String, Object> config = consumerConfig(service, group);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.node() + "-" + group);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 256);
        return config;
    }

    private Map<String, Object> consumerConfig(String service, String purpose) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, service + "-" + purpose + "-" + settings.node());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        return config;
    }
}
