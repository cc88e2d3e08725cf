package io.tandem.bench.echo;

import io.tandem.bench.load.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The broker's own request and reply as the floor: a record to one topic, read there and answered on another, read
/// again. Nothing is stored beside the broker's log, nobody is asked who they are.
final class BrokerRoundTrip implements Subject, AutoCloseable {
    private static final String REQUESTS = "bench.requests";
    private static final String REPLIES = "bench.replies";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LIMIT_SECONDS = 30;

    private final KafkaProducer<String, String> producer;
    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final List<Thread> readers;
    private volatile boolean open = true;

    BrokerRoundTrip(String bootstrap) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(REQUESTS, 1, (short) 1), new NewTopic(REPLIES, 1, (short) 1)))
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer());
        readers = List.of(
                reader(bootstrap, REQUESTS, request -> send(REPLIES, request.key(), request.value())),
                reader(bootstrap, REPLIES, reply -> {
                    CompletableFuture<String> asked = waiting.remove(reply.key());
                    if (asked != null) {
                        asked.complete(reply.value());
                    }
                }));
    }

    private Thread reader(String bootstrap, String topic, Consumer<ConsumerRecord<String, String>> each) {
        return Thread.ofPlatform().name(topic).start(() -> {
            try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrap, "fetch.min.bytes", 1),
                    new StringDeserializer(),
                    new StringDeserializer())) {
                TopicPartition only = new TopicPartition(topic, 0);
                consumer.assign(List.of(only));
                consumer.seekToBeginning(List.of(only));
                while (open) {
                    consumer.poll(POLL).forEach(each);
                }
            }
        });
    }

    private void send(String topic, String key, String value) {
        producer.send(new ProducerRecord<>(topic, key, value), (written, failure) -> {
            if (failure != null) {
                CompletableFuture<String> asked = waiting.remove(key);
                if (asked != null) {
                    asked.completeExceptionally(failure);
                }
            }
        });
    }

    @Override
    public String name() {
        return "broker floor";
    }

    @Override
    public void call() throws ExecutionException, InterruptedException, TimeoutException {
        String id = Long.toString(ids.incrementAndGet());
        CompletableFuture<String> reply = new CompletableFuture<>();
        waiting.put(id, reply);
        send(REQUESTS, id, "hello there");
        reply.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        for (Thread reader : readers) {
            reader.join();
        }
        producer.close();
    }
}
