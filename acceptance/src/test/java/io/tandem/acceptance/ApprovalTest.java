package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aHttpClient;
import io.tandem.a2a.CancelTaskRequest;
import io.tandem.a2a.GetTaskRequest;
import io.tandem.a2a.SendMessageConfiguration;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Calls that wait for somebody's yes: approved, rejected, changed, used again, and over a crash.
class ApprovalTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static ToolServer tools;
    private static String payer;
    private static Api builder;
    private static Api approver;

    @BeforeAll
    static void makePayer() {
        tools = ToolServer.connected();
        payer = new Agents(TANDEM).onTrial("payer", "outside/record", "");
        builder = Api.as(TANDEM, "builder");
        approver = Api.as(TANDEM, "approver");
    }

    /// Sends without waiting for the end, and waits until the first approval is asked for.
    private static String waiting(String text) {
        try (A2aHttpClient client = TANDEM.agent(payer, "builder")) {
            SendMessageRequest request = new SendMessageRequest(
                    null,
                    Agents.message(text).message(),
                    new SendMessageConfiguration(List.of(), null, null, true),
                    null);
            String task =
                    ((SendMessageResponse.OfTask) client.send(request)).task().id();
            awaitState(task, TaskState.AUTH_REQUIRED);
            return task;
        }
    }

    private static void awaitState(String task, TaskState state) {
        await().atMost(SOON)
                .until(
                        () -> builder.get("/api/v1/tasks/" + task)
                                .body()
                                .at("/summary/state")
                                .asText(),
                        state.name()::equals);
    }

    private static List<JsonNode> approvals(String task) {
        List<JsonNode> found = new ArrayList<>();
        approver.get("/api/v1/approvals?pageSize=200").body().get("items").forEach(approval -> {
            if (approval.get("taskId").asText().equals(task)) {
                found.add(approval);
            }
        });
        return found;
    }

    /// The task's approval that waits.
    private static JsonNode open(String task) {
        return await().atMost(SOON)
                .until(
                        () -> approvals(task).stream()
                                .filter(approval ->
                                        approval.get("status").asText().equals("waiting"))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static Api.Answer decide(Api by, JsonNode approval, String decision, String reason) {
        return by.post(
                "/api/v1/approvals/" + approval.get("id").asText(),
                "{\"decision\":\"" + decision + "\",\"reason\":\"" + reason + "\"}");
    }

    private static long effectsOf(String task) {
        return tools.effects.values().stream()
                .filter(arguments -> arguments.path("of").asText().equals(task))
                .count();
    }

    private static String answerOf(String task) {
        try (A2aHttpClient client = TANDEM.agent(payer, "builder")) {
            Task ended = client.get(new GetTaskRequest(null, task, null));
            return Agents.answer(ended);
        }
    }

    private static List<JsonNode> steps(String task, String kind) {
        List<JsonNode> steps = new ArrayList<>();
        builder.get("/api/v1/tasks/" + task + "/steps").body().get("items").forEach(step -> {
            if (step.get("kind").asText().equals(kind)) {
                steps.add(step);
            }
        });
        return steps;
    }

    @Nested
    class GivenACallThatWaits {
        @Test
        void runsOnceWhenApproved() {
            String task = waiting("pay");
            assertThat(effectsOf(task)).isZero();

            assertThat(decide(approver, open(task), "approve", "it is due").status())
                    .isEqualTo(200);

            awaitState(task, TaskState.COMPLETED);
            assertThat(effectsOf(task)).isEqualTo(1);
            assertThat(answerOf(task)).contains("recorded under " + task);
            assertThat(approvals(task)).singleElement().satisfies(approval -> {
                assertThat(approval.get("status").asText()).isEqualTo("used");
                assertThat(approval.get("decidedBy").asText()).isEqualTo("person:approver");
            });
        }

        @Test
        void tellsTheAgentWhyItWasRejected() {
            String task = waiting("pay");

            decide(approver, open(task), "reject", "the goods never came");

            awaitState(task, TaskState.COMPLETED);
            assertThat(effectsOf(task)).isZero();
            assertThat(answerOf(task)).contains("the goods never came");
        }

        @Test
        void isNotDecidedByWhoAsked() {
            String task = waiting("pay");
            JsonNode approval = open(task);

            Api.Answer own = decide(builder, approval, "approve", "I trust myself");

            assertThat(own.status()).isEqualTo(403);
            assertThat(own.body().get("type").asText()).endsWith("forbidden");
            assertThat(open(task).get("id")).isEqualTo(approval.get("id"));
            assertThat(effectsOf(task)).isZero();
        }

        @Test
        void isDecidedOnce() {
            String task = waiting("pay");
            JsonNode approval = open(task);
            decide(approver, approval, "reject", "no");

            assertThat(decide(approver, approval, "approve", "after all").status())
                    .isEqualTo(409);
            awaitState(task, TaskState.COMPLETED);
            assertThat(effectsOf(task)).isZero();
        }

        @Test
        void endsWhenItsTaskIsCanceled() {
            String task = waiting("pay");
            JsonNode approval = open(task);

            try (A2aHttpClient client = TANDEM.agent(payer, "builder")) {
                assertThat(client.cancel(new CancelTaskRequest(null, task, null))
                                .status()
                                .state())
                        .isEqualTo(TaskState.CANCELED);
            }
            await("the approval waits no longer")
                    .atMost(SOON)
                    .until(
                            () -> approver.get("/api/v1/approvals?status=waiting&pageSize=200")
                                    .text(),
                            waiting -> !waiting.contains(approval.get("id").asText()));

            Api.Answer late = decide(approver, approval, "approve", "too late");
            assertThat(late.status()).isEqualTo(409);
            assertThat(late.body().get("type").asText()).endsWith("/approval-withdrawn");
            assertThat(approvals(task)).singleElement().satisfies(withdrawn -> {
                assertThat(withdrawn.get("status").asText()).isEqualTo("withdrawn");
                assertThat(withdrawn.get("reason").asText()).isEqualTo("its task has ended");
            });
            assertThat(steps(task, "tool-intent")).isEmpty();
            assertThat(effectsOf(task)).isZero();
        }

        @Test
        void goesOnAfterACrash() {
            String task = waiting("pay");
            JsonNode approval = open(task);

            TANDEM.kill("platform");
            TANDEM.command("up", "-d");
            TANDEM.awaitReady();
            assertThat(decide(approver, approval, "approve", "still due").status())
                    .isEqualTo(200);

            awaitState(task, TaskState.COMPLETED);
            assertThat(effectsOf(task)).isEqualTo(1);
        }
    }

    @Nested
    class GivenAnAgentThatAsksAgain {
        @Test
        void needsAnotherApprovalForOtherArguments() {
            String task = waiting("pay more");
            JsonNode first = open(task);
            decide(approver, first, "approve", "five is fine");

            JsonNode second = open(task);
            assertThat(second.get("bindingHash")).isNotEqualTo(first.get("bindingHash"));
            assertThat(second.at("/arguments/amount").asText()).isEqualTo("50");
            assertThat(effectsOf(task)).isEqualTo(1);
            decide(approver, second, "reject", "fifty is not");

            awaitState(task, TaskState.COMPLETED);
            assertThat(effectsOf(task)).isEqualTo(1);
            assertThat(answerOf(task)).contains("fifty is not");
        }

        @Test
        void needsAnotherApprovalForTheSameCall() {
            String task = waiting("pay twice");
            JsonNode first = open(task);
            decide(approver, first, "approve", "once");

            JsonNode second = open(task);
            assertThat(second.get("id")).isNotEqualTo(first.get("id"));
            assertThat(second.get("arguments")).isEqualTo(first.get("arguments"));
            decide(approver, second, "reject", "once was enough");

            awaitState(task, TaskState.COMPLETED);
            assertThat(effectsOf(task)).isEqualTo(1);
        }
    }

    /// The hub believes nobody, not even the runtime: here the test stands where the runtime stands.
    @Nested
    class GivenARuntimeThatCheats {
        private final Api runtime = new Api(TANDEM, TANDEM.serviceToken("runtime"));
        private final String task = UUID.randomUUID().toString();

        private String asker = "person:builder";
        private String provenance = "," + Agents.READ_NOTHING;

        private String body(long seq, String amount, String more) {
            String version = payer.substring(payer.indexOf('@') + 1);
            return "{\"taskId\":\"" + task + "\",\"seq\":" + seq + ",\"agent\":\"payer\",\"version\":\"" + version
                    + "\",\"team\":\"sales\",\"onBehalfOf\":\"" + asker + "\",\"actors\":[],"
                    + "\"tool\":\"outside/record\",\"arguments\":{\"of\":\"" + task + "\",\"amount\":\"" + amount
                    + "\"}" + provenance + more + "}";
        }

        private JsonNode decide(long seq, String amount) {
            Api.Answer decided = runtime.post("/internal/hub/decide", body(seq, amount, ""));
            assertThat(decided.status()).as(decided.text()).isEqualTo(200);
            return decided.body();
        }

        private JsonNode call(long seq, String amount, String approvalId) {
            String more = ",\"key\":\"" + task + ":" + seq + "\",\"deadline\":\""
                    + Instant.now().plusSeconds(20) + "\",\"approvalId\":\"" + approvalId + "\",\"approvalSeq\":4";
            Api.Answer called = runtime.post("/internal/hub/call", body(seq, amount, more));
            assertThat(called.status()).as(called.text()).isEqualTo(200);
            return called.body();
        }

        private String granted() {
            JsonNode asked = decide(4, "5");
            assertThat(asked.get("decision").asText()).isEqualTo("approval");
            ApprovalTest.decide(approver, open(task), "approve", "fine");
            return asked.get("approvalId").asText();
        }

        @Test
        void findsNoApproverInWhoAsked() {
            asker = "person:approver";
            decide(4, "5");

            Api.Answer own = ApprovalTest.decide(approver, open(task), "approve", "my own request");

            assertThat(own.status()).isEqualTo(403);
            assertThat(own.body().get("detail").asText()).contains("Somebody else");
        }

        @Test
        void isDeniedWithoutSayingWhatTheTaskHasRead() {
            provenance = "";

            JsonNode decision = decide(4, "5");

            assertThat(decision.get("decision").asText()).isEqualTo("deny");
            assertThat(decision.get("reason").asText()).contains("something secret");
        }

        @Test
        void isDeniedBeforeTheApproval() {
            String id = decide(4, "5").get("approvalId").asText();

            JsonNode answer = call(6, "5", id);

            assertThat(answer.get("status").asText()).isEqualTo("denied");
            assertThat(effectsOf(task)).isZero();
        }

        @Test
        void isDeniedWithOtherArguments() {
            String id = granted();

            JsonNode answer = call(6, "5000", id);

            assertThat(answer.get("status").asText()).isEqualTo("denied");
            assertThat(answer.get("reason").asText()).contains("another call");
            assertThat(effectsOf(task)).isZero();
        }

        @Test
        void isAllowedOnceAndForTheSameKeyAgain() {
            String id = granted();
            assertThat(decide(4, "5").get("decision").asText())
                    .as("the granted call is allowed")
                    .isEqualTo("allow");

            assertThat(call(6, "5", id).get("status").asText()).isEqualTo("ok");
            assertThat(call(6, "5", id).get("status").asText())
                    .as("the very same intent, which is the same use")
                    .isEqualTo("ok");
            JsonNode second = call(8, "5", id);

            assertThat(second.get("status").asText()).isEqualTo("denied");
            assertThat(second.get("reason").asText()).contains("used already");
            assertThat(effectsOf(task)).isEqualTo(1);
            assertThat(decide(4, "5").get("decision").asText())
                    .as("a used approval is not asked for again")
                    .isEqualTo("deny");
        }
    }
}
