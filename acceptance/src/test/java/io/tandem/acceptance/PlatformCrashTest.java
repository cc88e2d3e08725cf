package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aHttpClient;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.A2aStream;
import io.tandem.a2a.Message;
import io.tandem.a2a.Part;
import io.tandem.a2a.Role;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.StreamResponse;
import io.tandem.a2a.SubscribeToTaskRequest;
import io.tandem.a2a.TaskState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// 100 tasks of five journaled steps while the platform is killed five times, and PostgreSQL and Kafka once each.
class PlatformCrashTest {
    private static final int TASKS = 100;
    private static final List<String> KILLS =
            List.of("platform", "platform", "postgres", "platform", "kafka", "platform", "platform");
    private static final JsonNode DELAY = A2aJson.parse("{\"delayMs\":400}".getBytes(StandardCharsets.UTF_8));

    private final TandemUnderTest tandem = TandemUnderTest.running();
    private final Map<String, String> taskOfMessage = new ConcurrentHashMap<>();

    /// One person's client that never gives up: it follows its task over cuts, each event once.
    ///
    /// @return the ids of the events in the order in which they came
    private List<String> follow(A2aHttpClient client, String messageId, Instant until) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        @Nullable String task = null;
        while (Instant.now().isBefore(until)) {
            try (A2aStream stream = task == null
                    ? client.stream(new SendMessageRequest(null, fiveLines(messageId), null, null))
                    : client.subscribe(new SubscribeToTaskRequest(null, task), seen.getLast())) {
                while (stream.hasNext()) {
                    A2aStream.Event event = stream.next();
                    String id = String.valueOf(event.id());
                    if (task == null && event.response() instanceof StreamResponse.OfTask first) {
                        task = first.task().id();
                        taskOfMessage.put(messageId, task);
                    }
                    seen.add(id);
                    if (ends(event.response())) {
                        return seen;
                    }
                }
            } catch (A2aException e) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IllegalStateException(messageId + " did not end; seen " + seen);
    }

    private static Message fiveLines(String messageId) {
        return new Message(
                messageId,
                null,
                null,
                Role.USER,
                List.of(Part.text("1\n2\n3\n4\n5"), Part.data(DELAY)),
                null,
                List.of(),
                List.of());
    }

    private static boolean ends(StreamResponse response) {
        return response instanceof StreamResponse.OfStatus status
                && status.statusUpdate().status().state() == TaskState.COMPLETED;
    }

    @Nested
    class GivenAHundredTasksUnderKills {
        @Test
        void finishesEachOnceAndTellsEachStepOnce() throws Exception {
            Random random = new Random(7);
            Instant until = Instant.now().plus(Duration.ofMinutes(5));
            List<Future<List<String>>> followed = new ArrayList<>();
            Instant lastRestart;
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                    A2aHttpClient client = tandem.agent("echo", "builder")) {
                for (int kill = 0; kill < KILLS.size(); kill++) {
                    for (int i = 0; i < TASKS / KILLS.size() + 1 && followed.size() < TASKS; i++) {
                        String messageId = "crash-" + Instant.now().toEpochMilli() + "-" + followed.size();
                        followed.add(clients.submit(() -> follow(client, messageId, until)));
                    }
                    TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(1_500));
                    tandem.kill(KILLS.get(kill));
                    tandem.command("up", "-d");
                }
                tandem.awaitReady();
                lastRestart = Instant.now();
                for (Future<List<String>> stream : followed) {
                    List<String> ids = stream.get();
                    assertThat(ids).doesNotHaveDuplicates();
                    assertThat(ids.stream().map(Long::valueOf).toList()).isSorted();
                }
            }

            System.out.printf(
                    "all finished %d s after the last restart%n",
                    Duration.between(lastRestart, Instant.now()).toSeconds());
            assertThat(taskOfMessage).hasSize(TASKS);
            assertThat(taskOfMessage.values()).doesNotHaveDuplicates();
            assertEventsHoldEachStepInOrder();
        }
    }

    private void assertEventsHoldEachStepInOrder() throws InterruptedException {
        Map<String, List<JsonNode>> journals = new HashMap<>();
        Map<String, Integer> ended = new HashMap<>();
        try (KafkaConsumer<String, byte[]> events = new KafkaConsumer<>(
                Map.of("bootstrap.servers", tandem.kafka()), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = events.partitionsFor("a2a.events").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            events.assign(partitions);
            events.seekToBeginning(partitions);
            Instant until = Instant.now().plusSeconds(30);
            while (ended.size() < TASKS && Instant.now().isBefore(until)) {
                events.poll(Duration.ofMillis(200)).forEach(record -> {
                    JsonNode event = A2aJson.parse(record.value());
                    String task = event.get("taskId").asText();
                    if (taskOfMessage.containsValue(task)) {
                        List<JsonNode> journal = journals.computeIfAbsent(task, id -> new ArrayList<>());
                        long seq = event.get("seq").asLong();
                        assertThat(seq).as("no gap before %s:%s", task, seq).isLessThanOrEqualTo(journal.size() + 1L);
                        if (seq == journal.size() + 1L) {
                            journal.add(event);
                        } else {
                            assertThat(event).isEqualTo(journal.get((int) seq - 1));
                        }
                        if (event.get("kind").asText().equals("ended")) {
                            ended.put(task, journal.size());
                        }
                    }
                });
            }
        }
        assertThat(ended).hasSize(TASKS);
        journals.values().forEach(journal -> assertThat(journal.stream()
                        .filter(event -> event.get("kind").asText().equals("produced"))
                        .map(event ->
                                event.at("/body/artifact/parts/0/text").asText().strip()))
                .containsExactly("1", "2", "3", "4", "5"));
    }
}
