package io.tandem.bench.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.events.LedgerHead;
import io.tandem.events.Topic;
import io.tandem.ledger.Checkpoint;
import io.tandem.ledger.SignedNote;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Events for the ledger of a team of its own, and what comes back on `ledger.head`.
final class LedgerLoad implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVENTS = Topic.MODEL_USAGE.topicName();
    private static final String HEADS = Topic.LEDGER_HEAD.topicName();
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final long HIGHEST_MILLIS = 600_000;

    private final String team = "bench-" + UUID.randomUUID().toString().substring(0, 8);
    private final KafkaProducer<String, String> producer;
    private final Thread reader;
    private volatile Instant readTo = Instant.EPOCH;

    /// When this saw that so many records of the team are signed.
    private final ConcurrentSkipListMap<Long, Instant> signed = new ConcurrentSkipListMap<>();

    private volatile boolean open = true;
    private long sent;

    LedgerLoad(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 5),
                new StringSerializer(),
                new StringSerializer());
        reader = Thread.ofPlatform().name(HEADS).start(() -> read(bootstrap));
    }

    private void read(String bootstrap) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition only = new TopicPartition(HEADS, 0);
            consumer.assign(List.of(only));
            consumer.seekToEnd(List.of(only));
            while (open) {
                consumer.poll(POLL).forEach(head -> {
                    JsonNode value = tree(head.value());
                    if (head.key().equals(LedgerHead.PULSE)) {
                        readTo = Instant.parse(value.path("readTo").asText());
                    } else if (head.key().equals(team)) {
                        String note = value.path("checkpoint").asText();
                        signed.put(
                                Checkpoint.read(SignedNote.parse(note).text()).size(), Instant.now());
                    }
                });
            }
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException("no head", e);
        }
    }

    /// Sends events as fast as the broker takes them, and waits until the ledger has them all.
    ///
    /// @return events in the ledger per second
    double appendsPerSecond(int events) throws InterruptedException, ExecutionException, TimeoutException {
        awaitReadTo(Instant.now());
        Instant begun = Instant.now();
        for (int i = 0; i < events - 1; i++) {
            producer.send(event());
        }
        producer.send(event()).get();
        awaitReadTo(Instant.now());
        return events / (Duration.between(begun, Instant.now()).toMillis() / 1000.0);
    }

    /// Sends single events for a while and looks when each is under a signed checkpoint.
    ///
    /// @return milliseconds
    Histogram lag(int events, Duration pause) throws InterruptedException, ExecutionException, TimeoutException {
        Instant[] times = new Instant[events];
        long before = sent;
        for (int i = 0; i < events; i++) {
            times[i] = Instant.now();
            producer.send(event()).get();
            Thread.sleep(pause);
        }
        await("the last checkpoint", () -> signed.containsKey(sent));
        Histogram lags = new Histogram(HIGHEST_MILLIS, 3);
        for (int i = 0; i < events; i++) {
            Instant covered = signed.ceilingEntry(before + i + 1).getValue();
            lags.recordValue(Math.max(0, Duration.between(times[i], covered).toMillis()));
        }
        return lags;
    }

    private void awaitReadTo(Instant time) throws InterruptedException, TimeoutException {
        await("the ledger to have read everything", () -> readTo.isAfter(time));
    }

    private static void await(String what, java.util.function.BooleanSupplier there)
            throws InterruptedException, TimeoutException {
        long begun = System.nanoTime();
        while (!there.getAsBoolean()) {
            if (System.nanoTime() - begun > LIMIT.toNanos()) {
                throw new TimeoutException("waited " + LIMIT + " for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    String team() {
        return team;
    }

    /// How many events there are.
    long sent() {
        return sent;
    }

    /// The id that only the first event has.
    String firstCall() {
        return team + "-1";
    }

    private ProducerRecord<String, String> event() {
        sent++;
        String task = "task-" + sent / 10;
        String event = "{\"schema\":1,\"callId\":\"" + team + "-" + sent + "\",\"taskId\":\"" + task
                + "\",\"team\":\"" + team + "\",\"agent\":\"bench\",\"version\":\"1\",\"caller\":\"person:builder\","
                + "\"provider\":\"none\",\"model\":\"none\",\"tier\":\"fast\",\"inputTokens\":1,\"outputTokens\":1,"
                + "\"cost\":{\"amount\":\"0\",\"currency\":\"EUR\"},\"outcome\":\"ok\",\"millis\":1,\"at\":\""
                + Instant.now()
                + "\"}";
        return new ProducerRecord<>(EVENTS, task, event);
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        reader.join();
        producer.close();
    }
}
