package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Kill switches on real parts: what runs ends with the reason, what comes is refused at every gate, lifting lets it
/// in again. On a platform of its own: a halt of everything is one.
class HaltTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.alone("home-halt");
    private static final Agents AGENTS = new Agents(TANDEM);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static long asked;
    private static ToolServer tools;
    private static String runaway;
    private static KafkaCaller kafka;
    private static Api builder;
    private static Api admin;

    @BeforeAll
    static void makeRunaway() {
        tools = ToolServer.connectedTo(TANDEM);
        runaway = AGENTS.onTrial("runaway", "outside/record", "");
        kafka = new KafkaCaller(TANDEM);
        builder = Api.as(TANDEM, "builder");
        admin = Api.as(TANDEM, "admin");
    }

    @AfterAll
    static void leave() {
        kafka.close();
        TANDEM.command("down");
    }

    @AfterEach
    void liftAll() {
        admin.get("/api/v1/halts").body().path("items").forEach(HaltTest::lift);
    }

    private static JsonNode halt(Api by, String scope, String target, String reason) {
        asked = System.nanoTime();
        Api.Answer set = by.post("/api/v1/halts", """
                {"scope": "%s", "target": "%s", "reason": "%s"}""".formatted(scope, target, reason));
        assertThat(set.status()).as(set.text()).isEqualTo(201);
        return set.body();
    }

    private static void lift(JsonNode halt) {
        asked = System.nanoTime();
        Api.Answer lifted = admin.send(
                "DELETE", "/api/v1/halts/" + halt.path("id").asText() + "?reason=mended", "application/json", "");
        assertThat(lifted.status()).as(lifted.text()).isEqualTo(200);
    }

    /// Sends and does not wait for the end.
    private static String begin(String text) {
        Api.Answer begun =
                builder.post("/a2a/agents/" + runaway + "/message:send", """
                {"message": {"messageId": "%s", "role": "ROLE_USER", "parts": [{"text": "%s"}]},
                 "configuration": {"returnImmediately": true}}""".formatted(UUID.randomUUID(), text));
        String id = begun.body().at("/task/id").asText();
        assertThat(id).as(begun.text()).isNotEmpty();
        return id;
    }

    private static String stateOf(String task) {
        return builder.get("/a2a/agents/" + runaway + "/tasks/" + task)
                .body()
                .at("/status/state")
                .asText();
    }

    /// Whether a payment is asked for again as always; the task is not left behind.
    private static boolean waitsForApproval() {
        String task = begin("pay");
        await().atMost(SOON).until(() -> !List.of("TASK_STATE_WORKING", "TASK_STATE_SUBMITTED")
                .contains(stateOf(task)));
        boolean waits = stateOf(task).equals("TASK_STATE_AUTH_REQUIRED");
        if (waits) {
            builder.post("/a2a/agents/" + runaway + "/tasks/" + task + ":cancel", "{}");
            await().atMost(SOON).until(() -> stateOf(task).equals("TASK_STATE_CANCELED"));
            await().atMost(SOON)
                    .until(() -> approvalOf(task).path("status").asText().equals("withdrawn"));
        }
        return waits;
    }

    private static JsonNode approvalOf(String task) {
        JsonNode all = Api.as(TANDEM, "approver")
                .get("/api/v1/approvals?pageSize=100&q=" + task)
                .body()
                .path("items");
        return all.path(0);
    }

    private static String answeredByRpc(String agent) {
        return builder.rpc(
                        agent,
                        "SendMessage",
                        "{\"message\":{\"messageId\":\"" + UUID.randomUUID()
                                + "\",\"role\":\"ROLE_USER\",\"parts\":[{\"text\":\"hello\"}]}}")
                .text();
    }

    private static boolean refusedByKafka(String agent, String reason) {
        String told = kafka.send(agent, "hello").toString();
        return told.contains("\"halted\"") && told.contains(reason);
    }

    /// Since the last halt or its lifting was asked for.
    private static long millisUntil(BooleanSupplier done) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(done::getAsBoolean);
        return Duration.ofNanos(System.nanoTime() - asked).toMillis();
    }

    private static boolean recorded(String action, String reason) {
        JsonNode records = Api.as(TANDEM, "auditor")
                .get("/api/v1/audit/records?pageSize=100&kind=" + action)
                .body()
                .path("items");
        return StreamSupport.stream(records.spliterator(), false)
                .anyMatch(record -> record.toString().contains(reason));
    }

    @Nested
    class GivenAnAgentAtWork {
        @Test
        void stopsWithTheReasonAndTakesNothingUntilItIsLifted() {
            String talking = begin("talk at length");
            String paying = begin("pay");
            await().atMost(SOON).until(() -> stateOf(paying).equals("TASK_STATE_AUTH_REQUIRED"));
            await().atMost(SOON).until(() -> stateOf(talking).equals("TASK_STATE_WORKING"));
            awaitPreview();

            String reason = "It pays too often " + UUID.randomUUID();
            JsonNode halt = halt(Api.as(TANDEM, "operator"), "agent", "runaway", reason);
            long edge = millisUntil(() -> answeredByRpc(runaway).contains("\"halted\""));
            long ended = millisUntil(() -> stateOf(talking).equals("TASK_STATE_CANCELED")
                    && stateOf(paying).equals("TASK_STATE_CANCELED"));
            long runtime = millisUntil(() -> refusedByKafka(runaway, reason));
            System.out.println("halted agent: " + edge + " ms from the request until the edge refuses, " + ended
                    + " ms until tasks have ended, at most " + runtime + " ms until the runtime refuses");

            assertThat(answeredByRpc(runaway)).contains(reason).contains("person:operator");
            for (String task : new String[] {talking, paying}) {
                JsonNode steps =
                        builder.get("/api/v1/tasks/" + task + "/steps").body().get("items");
                JsonNode end = steps.get(steps.size() - 1);
                assertThat(end.at("/body/reason").asText()).isEqualTo("HALTED");
                assertThat(end.at("/body/message").toString()).contains(reason).contains("person:operator");
            }
            await().atMost(SOON)
                    .until(() -> approvalOf(paying).path("status").asText().equals("withdrawn"));
            assertThat(tools.effects.values().toString()).doesNotContain(paying);
            await().atMost(SOON).until(() -> recorded("halt.set", reason));

            lift(halt);
            long again = millisUntil(() -> !answeredByRpc(runaway).contains("\"halted\""));
            System.out.println("lifted: " + again + " ms from the request until calls are taken again");
            await().atMost(SOON)
                    .until(() -> kafka.send(runaway, "hello").toString().contains("You said: hello"));
            assertThat(AGENTS.send(runaway, "hello").status().state()).isEqualTo(TaskState.COMPLETED);
            assertThat(stateOf(talking)).isEqualTo("TASK_STATE_CANCELED");
        }

        /// What a halt would hit, before anything is halted.
        private void awaitPreview() {
            String query = "?scope=agent&target=runaway";
            Api operator = Api.as(TANDEM, "operator");
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(operator.get("/api/v1/halts/preview" + query)
                                .body()
                                .at("/agents/first/0")
                                .asText())
                        .isEqualTo("runaway");
                JsonNode work = operator.get("/api/v1/impact/work" + query).body();
                assertThat(work.at("/running/count").asInt())
                        .as(work.toString())
                        .isEqualTo(2);
                assertThat(work.at("/callers/first/0/name").asText()).isEqualTo("person:builder");
                JsonNode approvals =
                        operator.get("/api/v1/impact/approvals" + query).body();
                assertThat(approvals.at("/count").asInt())
                        .as(approvals.toString())
                        .isEqualTo(1);
            });
        }
    }

    @Nested
    class GivenAHaltedTool {
        @ParameterizedTest
        @CsvSource({"tool, outside/record", "connector, outside"})
        void isDeniedToTheAgentWhichIsToldWhy(String scope, String target) {
            JsonNode halt = halt(admin, scope, target, "Its owner mends it.");
            long hub = millisUntil(() -> {
                Task paid = AGENTS.send(runaway, "pay");
                return paid.status().state() == TaskState.COMPLETED
                        && Agents.answer(paid).contains("by person:admin: Its owner mends it.");
            });
            System.out.println("halted " + scope + ": at most " + hub
                    + " ms from the request until the hub denies, a task included");

            lift(halt);
            await().atMost(SOON).until(HaltTest::waitsForApproval);
        }
    }

    @Nested
    class GivenAHaltOfEverything {
        @Test
        void refusesEveryAgentUntilItIsLifted() {
            JsonNode halt = halt(admin, "all", "platform", "A drill.");
            long all = millisUntil(() -> answeredByRpc("echo").contains("\"halted\"")
                    && answeredByRpc(runaway).contains("\"halted\""));
            System.out.println("halted everything: " + all + " ms from the request until the edge refuses");
            await().atMost(SOON).until(() -> refusedByKafka("echo", "A drill."));

            lift(halt);
            await().atMost(SOON)
                    .until(() -> AGENTS.send("echo", "hello").status().state() == TaskState.COMPLETED);
        }
    }
}
