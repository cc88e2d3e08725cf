package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aHttpClient;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.A2aStream;
import io.tandem.a2a.Message;
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
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// 100 tasks of five tool steps while the platform is killed five times, and PostgreSQL and Kafka once each. The
/// tool is somebody else's and honours idempotency keys.
class PlatformCrashTest {
    private static final int TASKS = 100;
    private static final int STEPS = 5;
    private static final List<String> KILLS =
            List.of("platform", "platform", "postgres", "platform", "kafka", "platform", "platform");

    private final TandemUnderTest tandem = TandemUnderTest.running();
    private final Map<String, String> taskOfMessage = new ConcurrentHashMap<>();

    /// One person's client that never gives up: it follows its task over cuts, each event once.
    ///
    /// @return the ids of the events in the order in which they came
    private List<Long> follow(A2aHttpClient client, String messageId, Instant until) throws InterruptedException {
        List<Long> seen = new ArrayList<>();
        @Nullable String task = null;
        while (Instant.now().isBefore(until)) {
            try (A2aStream stream = task == null
                    ? client.stream(
                            new SendMessageRequest(null, Message.user(messageId, "effects, please"), null, null))
                    : client.subscribe(
                            new SubscribeToTaskRequest(null, task),
                            seen.getLast().toString())) {
                while (stream.hasNext()) {
                    A2aStream.Event event = stream.next();
                    if (journaled(event)) {
                        seen.add(Long.valueOf(String.valueOf(event.id())));
                    }
                    if (task == null && event.response() instanceof StreamResponse.OfTask first) {
                        task = first.task().id();
                        taskOfMessage.put(messageId, task);
                    }
                    if (ends(event.response(), messageId)) {
                        return seen;
                    }
                }
            } catch (A2aException e) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IllegalStateException(messageId + " did not end; task " + task + ", seen " + seen);
    }

    /// Pieces of an answer that is still being made have no id of their own.
    private static boolean journaled(A2aStream.Event event) {
        return !(event.response() instanceof StreamResponse.OfArtifact piece)
                || piece.artifactUpdate().lastChunk();
    }

    private static boolean ends(StreamResponse response, String messageId) {
        if (response instanceof StreamResponse.OfStatus status
                && status.statusUpdate().status().state().isTerminal()) {
            assertThat(status.statusUpdate().status().state())
                    .as("the end of %s: %s", messageId, status)
                    .isEqualTo(TaskState.COMPLETED);
            return true;
        }
        return false;
    }

    /// Makes the agent, whose very version an administrator exempts from approval.
    private void makeCrasher() {
        Agents agents = new Agents(tandem);
        agents.submit("crasher", "outside/record", "");
        agents.exempt("crasher", "outside", "record");
        agents.approve(List.of("crasher"));
    }

    @Nested
    class GivenAHundredTasksUnderKills {
        @Test
        void finishesEachOnceAndTellsEachStepOnce() throws Exception {
            ToolServer tools = ToolServer.connected();
            makeCrasher();

            Instant lastRestart = runUnderKills();

            System.out.printf(
                    "crash test: all %d tasks finished %.1f s after the last restart; %d calls for %d effects%n",
                    TASKS,
                    Duration.between(lastRestart, Instant.now()).toMillis() / 1000.0,
                    tools.calls.size(),
                    tools.effects.size());
            assertThat(taskOfMessage).hasSize(TASKS);
            assertThat(taskOfMessage.values()).doesNotHaveDuplicates();
            Map<String, List<JsonNode>> journals = TaskEvents.of(tandem.kafka(), taskOfMessage.values());
            journals.forEach(PlatformCrashTest::assertFiveSteps);
            assertEachEffectOnce(tools, journals);
            assertJournalsAreWhole(journals);
            assertLedgerHoldsEachStepOnce(journals);
        }
    }

    private Instant runUnderKills() throws Exception {
        Random random = new Random(7);
        Instant until = Instant.now().plus(Duration.ofMinutes(6));
        List<Future<List<Long>>> followed = new ArrayList<>();
        Instant lastRestart;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                A2aHttpClient client = tandem.agent("crasher", "builder")) {
            for (int kill = 0; kill < KILLS.size(); kill++) {
                for (int i = 0; i < TASKS / KILLS.size() + 1 && followed.size() < TASKS; i++) {
                    String messageId = "crash-" + followed.size();
                    followed.add(clients.submit(() -> follow(client, messageId, until)));
                }
                TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(1_500));
                tandem.kill(KILLS.get(kill));
                tandem.awaitReady();
            }
            lastRestart = Instant.now();
            for (Future<List<Long>> stream : followed) {
                List<Long> ids = stream.get();
                assertThat(ids).doesNotHaveDuplicates().isSorted();
            }
        }
        return lastRestart;
    }

    private static void assertFiveSteps(String task, List<JsonNode> journal) {
        assertThat(journal.stream()
                        .map(event -> event.get("kind").asText())
                        .filter(List.of("tool-intent", "tool-outcome", "produced", "ended")::contains))
                .as("what task %s did", task)
                .containsExactly(
                        "tool-intent",
                        "tool-outcome",
                        "tool-intent",
                        "tool-outcome",
                        "tool-intent",
                        "tool-outcome",
                        "tool-intent",
                        "tool-outcome",
                        "tool-intent",
                        "tool-outcome",
                        "produced",
                        "ended");
        assertThat(journal.stream()
                        .filter(event -> event.get("kind").asText().equals("tool-outcome"))
                        .map(event -> event.at("/body/status").asText()))
                .as("how the steps of task %s went", task)
                .containsOnly("ok");
    }

    /// Each step took effect under one key, which is the number of its intent in the journal, and under no other.
    private static void assertEachEffectOnce(ToolServer tools, Map<String, List<JsonNode>> journals) {
        Map<String, JsonNode> intents = new HashMap<>();
        journals.forEach((task, journal) -> journal.stream()
                .filter(event -> event.get("kind").asText().equals("tool-intent"))
                .forEach(event -> intents.put(task + ":" + event.get("seq"), event.at("/body/arguments"))));
        Map<String, JsonNode> effects = new HashMap<>(tools.effects);
        effects.values()
                .removeIf(
                        arguments -> !journals.containsKey(arguments.path("of").asText()));
        assertThat(effects).hasSize(TASKS * STEPS).isEqualTo(intents);
        assertThat(effects.values()).doesNotHaveDuplicates();
    }

    private void assertJournalsAreWhole(Map<String, List<JsonNode>> journals) {
        Api builder = Api.as(tandem, "builder");
        journals.forEach((task, journal) -> {
            List<Long> steps = new ArrayList<>();
            builder.get("/api/v1/tasks/" + task + "/steps")
                    .body()
                    .get("items")
                    .forEach(step -> steps.add(step.get("seq").asLong()));
            assertThat(steps).as("the steps of task %s", task).containsExactlyElementsOf(oneTo(journal.size()));
        });
    }

    private void assertLedgerHoldsEachStepOnce(Map<String, List<JsonNode>> journals) {
        Api auditor = Api.as(tandem, "auditor");
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    Map<String, List<Long>> recorded = new HashMap<>();
                    String export = auditor.get("/api/v1/audit/export?format=jsonl&agent=crasher")
                            .text();
                    export.lines()
                            .map(line -> A2aJson.parse(line.getBytes(StandardCharsets.UTF_8)))
                            .map(line -> line.path("record"))
                            .filter(record -> record.path("stream").asText().equals("a2a.events"))
                            .forEach(record -> recorded.computeIfAbsent(
                                            record.at("/about/task").asText(), task -> new ArrayList<>())
                                    .add(record.get("sequence").asLong()));
                    journals.forEach((task, journal) -> assertThat(recorded.get(task))
                            .as("the ledger's records of task %s", task)
                            .containsExactlyInAnyOrderElementsOf(oneTo(journal.size())));
                });
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    Api.Answer verified = auditor.get("/api/v1/audit/verify");
                    assertThat(verified.body().path("ok").asBoolean())
                            .as(verified.text())
                            .isTrue();
                    assertThat(verified.body().path("pendingGaps").asLong()).isZero();
                });
    }

    private static List<Long> oneTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
