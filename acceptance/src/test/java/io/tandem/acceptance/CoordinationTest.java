package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// An agent that asks both its peers and combines their answers.
class CoordinationTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final Agents AGENTS = new Agents(TANDEM);
    private static Api builder;
    private static String coordinator;

    @BeforeAll
    static void makePeers() {
        AGENTS.submit("figures", "", "");
        AGENTS.submit("rules", "", "");
        AGENTS.approve(List.of("figures", "rules"));
        coordinator = AGENTS.onTrial("coordinator", "", "figures, rules");
        builder = Api.as(TANDEM, "builder");
    }

    private static List<JsonNode> steps(String task, String kind) {
        List<JsonNode> bodies = new ArrayList<>();
        builder.get("/api/v1/tasks/" + task + "/steps").body().get("items").forEach(step -> {
            if (step.get("kind").asText().equals(kind)) {
                bodies.add(step.get("body"));
            }
        });
        return bodies;
    }

    private static List<String> texts(List<JsonNode> nodes, String field) {
        return nodes.stream().map(node -> node.get(field).asText()).toList();
    }

    @Nested
    class GivenAQuestionForBothPeers {
        private final Task task = AGENTS.send(coordinator, "ask both");

        @Test
        void combinesTheirAnswers() {
            assertThat(task.status().state()).isEqualTo(TaskState.COMPLETED);
            assertThat(Agents.answer(task))
                    .contains("seven invoices are overdue")
                    .contains("remind after 7 days");
        }

        @Test
        void showsTheChildrenInTheTimeline() {
            List<JsonNode> sent = steps(task.id(), "child-sent");
            List<JsonNode> replied = steps(task.id(), "child-replied");
            List<JsonNode> children = new ArrayList<>();
            builder.get("/api/v1/tasks/" + task.id()).body().get("children").forEach(children::add);

            assertThat(texts(sent, "agent")).containsExactly("figures", "rules");
            assertThat(texts(children, "agent")).containsExactly("figures", "rules");
            assertThat(texts(children, "state")).containsOnly("COMPLETED");
            assertThat(texts(children, "parentTaskId")).containsOnly(task.id());
            assertThat(texts(sent, "taskId")).isEqualTo(texts(children, "taskId"));
            assertThat(texts(replied, "taskId")).isEqualTo(texts(children, "taskId"));
        }

        @Test
        void showsEachChildToWhoAsked() {
            String child =
                    steps(task.id(), "child-sent").getLast().get("taskId").asText();

            assertThat(steps(child, "received")).hasSize(1);
            assertThat(texts(steps(child, "model-turn"), "text").getLast()).contains("remind after 7 days");
        }
    }
}
