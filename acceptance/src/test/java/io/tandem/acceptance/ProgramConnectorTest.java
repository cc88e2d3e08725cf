package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A connector that is a program: an administrator registers it, an agent calls its tool.
class ProgramConnectorTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final Agents AGENTS = new Agents(TANDEM);

    @Nested
    class GivenAProgram {
        @Test
        void isRegisteredAndCalledByAnAgent() {
            Api admin = Api.as(TANDEM, "admin");
            Api.Answer registered = admin.post("/api/v1/connectors", ToolProgram.registration());
            Assumptions.assumeFalse(
                    registered.text().contains("sandbox-missing") && System.getenv("TANDEM_CI") == null,
                    registered.text());
            assertThat(registered.status()).as(registered.text()).isEqualTo(201);
            assertThat(registered.body().path("state").asText())
                    .as(registered.text())
                    .isEqualTo("up");
            assertThat(registered.text()).doesNotContain(ToolProgram.SECRET);
            AGENTS.approve("program", "greet", "\"effect\":\"READ\"");
            String agent = AGENTS.onTrial("programmer", "program/greet", "");

            Task task = AGENTS.send(agent, "program, please");

            assertThat(task.status().state()).isEqualTo(TaskState.COMPLETED);
            assertThat(Agents.answer(task)).contains("hello the platform, with its key and");
            assertThat(Api.as(TANDEM, "builder")
                            .get("/api/v1/connectors/program")
                            .text())
                    .as("what others see")
                    .doesNotContain("command", ToolProgram.SECRET);
        }

        @Test
        void isRegisteredByAdministratorsOnly() {
            assertThat(Api.as(TANDEM, "builder")
                            .post("/api/v1/connectors", ToolProgram.registration())
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void isRefusedWithTheFieldThatIsWrong() {
            Api.Answer relative = Api.as(TANDEM, "admin")
                    .post("/api/v1/connectors", "{\"name\":\"relative\",\"program\":{\"command\":\"python3\"}}");

            assertThat(relative.status()).as(relative.text()).isEqualTo(400);
            assertThat(relative.body().path("field").asText()).isEqualTo("program.command");
        }
    }
}
