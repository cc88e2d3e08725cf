package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A model provider that answers badly or not at all. The platform is started anew with a server of the test as its
/// only provider, and with the scripted models again afterwards.
class BadProviderTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final Agents AGENTS = new Agents(TANDEM);
    private static ModelServer models;
    private static String agent;
    private static Api builder;

    @BeforeAll
    static void useModelServer() throws IOException {
        agent = AGENTS.onTrial("moody", "", "");
        TANDEM.awaitDemoSet();
        models = new ModelServer();
        TANDEM.useModelServer(models.base());
        TANDEM.awaitReady();
        builder = Api.as(TANDEM, "builder");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> builder.get("/api/v1/models").text().contains("moody-1"));
    }

    @AfterAll
    static void useScripts() {
        TANDEM.useScripts();
        TANDEM.awaitReady();
        models.close();
    }

    private static Api.Answer complete(String text) {
        return builder.post(
                "/v1/chat/completions",
                "{\"model\":\"tandem/fast\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}");
    }

    private static void assertWorks() {
        Api.Answer answer = complete("hello");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().at("/choices/0/message/content").asText()).isEqualTo("You said: hello");
    }

    @Nested
    class GivenAProviderThatFails {
        @ParameterizedTest
        @CsvSource({
            "garbage,502",
            "nonsense,502",
            "429,429",
            "500,502",
            "401,502",
            "stall,504",
            "break,502",
        })
        void isToldAsATypedError(String mood, int status) {
            Api.Answer answer = complete(mood);

            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
            JsonNode error = answer.body().get("error");
            assertThat(error.get("message").asText()).isNotBlank();
            assertThat(error.get("type").asText()).isNotBlank();
            assertThat(error.get("code").asText()).matches("[a-z-]+");
            assertThat(answer.text()).doesNotContain("NullPointerException").doesNotContain("the-key-of");
            assertWorks();
        }

        @ParameterizedTest
        @ValueSource(strings = {"garbage", "429", "500", "stall"})
        void failsTheTaskInWords(String mood) {
            Task task = AGENTS.send(agent, mood);

            assertThat(task.status().state()).isEqualTo(TaskState.FAILED);
            assertThat(task.status().message()).isNotNull().satisfies(message -> assertThat(message.text())
                    .isNotBlank()
                    .doesNotContain("NullPointerException"));
            JsonNode steps =
                    builder.get("/api/v1/tasks/" + task.id() + "/steps").body().get("items");
            assertThat(steps.get(steps.size() - 1).at("/body/reason").asText()).isEqualTo("MODEL_UNAVAILABLE");
        }

        @Test
        void leavesItsAgentsWorking() {
            Task task = AGENTS.send(agent, "hello");

            assertThat(task.status().state()).isEqualTo(TaskState.COMPLETED);
            assertThat(Agents.answer(task)).contains("You said: hello");
        }
    }
}
