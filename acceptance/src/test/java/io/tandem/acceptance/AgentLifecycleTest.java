package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aHttpClient;
import io.tandem.a2a.A2aStream;
import io.tandem.a2a.CancelTaskRequest;
import io.tandem.a2a.StreamResponse;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// From a definition to an active agent that people talk with: drafted, evaluated, approved by somebody else, called.
class AgentLifecycleTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final Agents AGENTS = new Agents(TANDEM);
    private static Api builder;
    private static Api approver;

    @BeforeAll
    static void makeTalkerActive() {
        builder = Api.as(TANDEM, "builder");
        approver = Api.as(TANDEM, "approver");
        if (state().equals("ACTIVE")) {
            return;
        }
        assertThat(builder.send("POST", "/api/v1/agents", "application/yaml", Agents.definition("talker", "", ""))
                        .status())
                .isEqualTo(201);
        assertThat(builder.post("/api/v1/agents/talker/versions", "").status()).isEqualTo(201);
        assertThat(move(builder, "IN_EVALUATION", "ready").status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(90)).until(() -> versionState().equals("IN_REVIEW"));
        assertThat(move(builder, "ACTIVE", "I like it").status()).isEqualTo(403);
        assertThat(move(approver, "ACTIVE", "looked at the evaluation").status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> builder.get("/a2a/agents/talker/.well-known/agent-card.json")
                                .status()
                        == 200);
    }

    private static Api.Answer move(Api by, String to, String reason) {
        return by.post(
                "/api/v1/agents/talker/versions/1/transitions",
                "{\"to\":\"" + to + "\",\"reason\":\"" + reason + "\"}");
    }

    private static String state() {
        return builder.get("/api/v1/agents/talker").body().path("state").asText();
    }

    private static String versionState() {
        return builder.get("/api/v1/agents/talker/versions/1")
                .body()
                .path("state")
                .asText();
    }

    @Nested
    class GivenAnActiveAgent {
        @Test
        void answers() {
            Task task = AGENTS.send("talker", "hello there");

            assertThat(task.status().state()).isEqualTo(TaskState.COMPLETED);
            assertThat(Agents.answer(task)).contains("You said: hello there");
        }

        @Test
        void refusesAsADecisionOfItsOwn() {
            Task task = AGENTS.send("talker", "the password please");

            assertThat(task.status().state()).isEqualTo(TaskState.REJECTED);
        }

        @Test
        void stopsInTheMiddleOfATurn() {
            try (A2aHttpClient client = TANDEM.agent("talker", "builder");
                    A2aStream stream = client.stream(Agents.message("talk at length"))) {
                String id = "";
                int pieces = 0;
                @Nullable TaskState last = null;
                long canceledAt = 0;
                while (stream.hasNext()) {
                    StreamResponse response = stream.next().response();
                    switch (response) {
                        case StreamResponse.OfTask first -> id = first.task().id();
                        case StreamResponse.OfArtifact piece -> pieces++;
                        case StreamResponse.OfStatus status ->
                            last = status.statusUpdate().status().state();
                        case StreamResponse.OfMessage ignored -> {}
                    }
                    if (pieces == 3 && canceledAt == 0) {
                        canceledAt = System.nanoTime();
                        client.cancel(new CancelTaskRequest(null, id, null));
                    }
                }

                assertThat(last).isEqualTo(TaskState.CANCELED);
                assertThat(pieces).isLessThan(25);
            }
        }

        @Test
        void tellsWhatItDidStepByStep() {
            Task task = AGENTS.send("talker", "step by step");

            JsonNode steps =
                    builder.get("/api/v1/tasks/" + task.id() + "/steps").body().get("items");
            assertThat(steps.findValuesAsText("kind"))
                    .containsSubsequence("received", "model-turn", "produced", "ended");
        }

        @Test
        void isFoundByWordsAmongTheTasks() {
            Task task = AGENTS.send("talker", "find me");

            JsonNode found = builder.get("/api/v1/tasks?state=COMPLETED&q=TALKER%20" + task.id())
                    .body()
                    .get("items");
            assertThat(found.findValuesAsText("taskId")).containsExactly(task.id());
            assertThat(builder.get("/api/v1/tasks?q=talker%20nowhere").body().get("items"))
                    .isEmpty();
        }

        @Test
        void failsInWordsWhenItsProviderFails() {
            Task task = AGENTS.send("talker", "broken provider");

            assertThat(task.status().state()).isEqualTo(TaskState.FAILED);
            assertThat(task.status().message()).isNotNull();
        }
    }

    @Nested
    class GivenASuspendedAgent {
        @Test
        void stopsWhatRunsAndTellsThoseWhoSeeIt() {
            Api operator = Api.as(TANDEM, "operator");
            String id = begin("talk at length");
            assertThat(move(operator, "SUSPENDED", "It says too much.").status())
                    .isEqualTo(200);
            try {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> stateOf(id).equals("TASK_STATE_CANCELED")
                                && suspended(Api.as(TANDEM, "builder"), "SendMessage"));
                assertThat(endReason(id)).isEqualTo("AGENT_SUSPENDED");
                assertThat(suspended(builder, "SendStreamingMessage")).isTrue();
                assertThat(builder.get("/a2a/agents/talker/.well-known/agent-card.json")
                                .status())
                        .isEqualTo(200);
                Api stranger = Api.as(TANDEM, "builder2");
                assertThat(rpc(stranger, "talker", "SendMessage").body())
                        .isEqualTo(rpc(stranger, "nobody", "SendMessage").body());
            } finally {
                move(operator, "ACTIVE", "It will say less.");
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> !suspended(builder, "SendMessage"));
        }

        private static String begin(String text) {
            Api.Answer begun = builder.post("/a2a/agents/talker/message:send", """
                    {"message": {"messageId": "%s", "role": "ROLE_USER", "parts": [{"text": "%s"}]},
                     "configuration": {"returnImmediately": true}}""".formatted(UUID.randomUUID(), text));
            return begun.body().at("/task/id").asText();
        }

        private static String stateOf(String id) {
            return builder.get("/a2a/agents/talker/tasks/" + id)
                    .body()
                    .at("/status/state")
                    .asText();
        }

        private static String endReason(String id) {
            JsonNode steps =
                    builder.get("/api/v1/tasks/" + id + "/steps").body().get("items");
            return steps.get(steps.size() - 1).at("/body/reason").asText();
        }

        private static boolean suspended(Api caller, String method) {
            return rpc(caller, "talker", method).body().toString().contains("agent-suspended");
        }

        private static Api.Answer rpc(Api caller, String agent, String method) {
            return caller.post("/a2a/agents/" + agent, """
                    {"jsonrpc": "2.0", "id": 1, "method": "%s", "params": {"message":
                     {"messageId": "%s", "role": "ROLE_USER", "parts": [{"text": "hello"}]}}}""".formatted(method, UUID.randomUUID()));
        }
    }

    @Nested
    class GivenSomebodyOfAnotherTeam {
        @Test
        void learnsNothingOfTheAgent() {
            Api stranger = Api.as(TANDEM, "builder2");

            Api.Answer known = stranger.get("/api/v1/agents/talker");
            Api.Answer unknown = stranger.get("/api/v1/agents/nobody");

            assertThat(known.status()).isEqualTo(404);
            assertThat(known.body().get("type")).isEqualTo(unknown.body().get("type"));
            assertThat(stranger.get("/a2a/agents/talker/.well-known/agent-card.json")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Nested
    class GivenTheLedger {
        @Test
        void verifiesWithAllOfIt() {
            AGENTS.send("talker", "for the ledger");

            Api.Answer verified = Api.as(TANDEM, "auditor").get("/api/v1/audit/verify");

            assertThat(verified.body().get("ok").asBoolean()).isTrue();
            assertThat(verified.body().get("records").asLong()).isPositive();
        }
    }
}
