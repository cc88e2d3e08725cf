package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tools that misbehave, and a database that is asked to change: the agent is told what happened and goes on.
class BadToolTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final Agents AGENTS = new Agents(TANDEM);
    private static Api builder;
    private static String handler;

    @BeforeAll
    static void makeHandler() {
        ToolServer.connected();
        handler = AGENTS.onTrial("handler", "outside/hang, outside/pour, outside/die, database/query", "");
        builder = Api.as(TANDEM, "builder");
    }

    private static JsonNode outcome(Task task) {
        for (JsonNode step :
                builder.get("/api/v1/tasks/" + task.id() + "/steps").body().get("items")) {
            if (step.get("kind").asText().equals("tool-outcome")) {
                return step.get("body");
            }
        }
        throw new AssertionError("task " + task.id() + " called no tool");
    }

    @Nested
    class GivenAToolThatMisbehaves {
        @ParameterizedTest
        @CsvSource({"hang,timeout", "pour,too-large", "die,unavailable"})
        void isToldOfInWords(String tool, String status) {
            Task task = AGENTS.send(handler, tool);

            assertThat(task.status().state()).isEqualTo(TaskState.COMPLETED);
            assertThat(outcome(task).get("status").asText()).isEqualTo(status);
            assertThat(outcome(task).get("reason").asText()).isNotBlank();
            assertThat(Agents.answer(task)).contains("The tool said: " + status);
            assertThat(AGENTS.send(handler, "hello").status().state()).isEqualTo(TaskState.COMPLETED);
        }
    }

    @Nested
    class GivenAQueryThatWouldWrite {
        @Test
        void changesNothing() {
            String before = Agents.answer(AGENTS.send(handler, "count"));
            assertThat(before).contains("count");

            for (String query : List.of(
                    "delete from customers",
                    "update customers set name = 'x'",
                    "insert into customers select * from customers",
                    "drop table customers",
                    "with gone as (delete from customers returning *) select * from gone",
                    "select 1; delete from customers; commit")) {
                Task task = AGENTS.send(handler, query);

                assertThat(outcome(task).get("status").asText()).as(query).isEqualTo("tool-error");
                assertThat(outcome(task).at("/content/0/text").asText())
                        .as(query)
                        .isNotBlank();
            }
            assertThat(Agents.answer(AGENTS.send(handler, "count"))).isEqualTo(before);
        }
    }
}
