package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aHttpClient;
import io.tandem.a2a.Message;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// An agent whose definition asks for a plan: nothing is called before a person has agreed, and nothing else after.
class PlanTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static String planner;
    private static Api builder;

    @BeforeAll
    static void makePlanner() {
        builder = Api.as(TANDEM, "builder");
        String definition = Agents.definition("planner", "basics/now, basics/calculate", "")
                .replace("guardrails: {", "guardrails: {plan: ask, ");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Api.Answer made = builder.send("POST", "/api/v1/agents", "application/yaml", definition);
            assertThat(made.status()).as(made.text()).isEqualTo(201);
        });
        planner = builder.post("/api/v1/agents/planner/draft/trial", "")
                .body()
                .get("agent")
                .asText();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> builder.get("/a2a/agents/" + planner + "/.well-known/agent-card.json")
                                .status()
                        == 200);
    }

    private static Task send(Message message) {
        try (A2aHttpClient client = TANDEM.agent(planner, "builder")) {
            return ((SendMessageResponse.OfTask) client.send(new SendMessageRequest(null, message, null, null))).task();
        }
    }

    private static Task asked(String text) {
        return send(Message.user(UUID.randomUUID().toString(), text));
    }

    private static Task answered(Task task, String text) {
        return send(Message.user(UUID.randomUUID().toString(), text).in(task.contextId(), task.id()));
    }

    private static List<JsonNode> outcomes(Task task) {
        List<JsonNode> outcomes = new ArrayList<>();
        builder.get("/api/v1/tasks/" + task.id() + "/steps").body().get("items").forEach(step -> {
            if (step.get("kind").asText().equals("tool-outcome")) {
                outcomes.add(step.get("body"));
            }
        });
        return outcomes;
    }

    @Test
    void showsItsPlanAndCallsOnlyWhatStandsInIt() {
        Task shown = asked("what time is it, by plan");

        assertThat(shown.status().state()).isEqualTo(TaskState.INPUT_REQUIRED);
        Message notice = Objects.requireNonNull(shown.status().message());
        assertThat(notice.text()).contains("1. basics/now: Tells the time");
        assertThat(Objects.requireNonNull(notice.metadata())
                        .get("https://tandem.io/a2a/ext/plan/v1")
                        .at("/steps/0/tool")
                        .asText())
                .isEqualTo("basics/now");
        assertThat(outcomes(shown)).isEmpty();

        Task done = answered(shown, "yes");

        assertThat(done.id()).isEqualTo(shown.id());
        assertThat(done.status().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(outcomes(done))
                .extracting(outcome -> outcome.get("tool").asText() + " "
                        + outcome.get("status").asText())
                .containsExactly("plan ok", "basics/calculate denied", "basics/now ok");
        assertThat(outcomes(done).get(1).toString()).contains("not in the plan that a person has agreed to");
    }

    @Test
    void plansAgainWhenThePersonWantsItOtherwise() {
        Task shown = asked("what time is it, by plan");

        Task again = answered(shown, "rather by another plan");

        assertThat(again.status().state()).isEqualTo(TaskState.INPUT_REQUIRED);
        assertThat(Objects.requireNonNull(again.status().message()).text()).contains("1. basics/calculate: Reckons it");
        assertThat(outcomes(again))
                .extracting(outcome -> outcome.get("status").asText())
                .containsExactly("changed");
    }
}
