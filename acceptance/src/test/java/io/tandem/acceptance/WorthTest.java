package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.Task;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// What people accept of an agent's results, and what it is worth; and a run that becomes a case.
class WorthTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final Agents AGENTS = new Agents(TANDEM);

    @Test
    void countsWhatSomebodyAcceptedAndMakesACaseOfTheRest() {
        Api builder = Api.as(TANDEM, "builder");
        AGENTS.submit("earner", "", "");
        AGENTS.approve(List.of("earner"));
        Task good = AGENTS.send("earner", "good morning");
        Task bad = AGENTS.send("earner", "what is the weather");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> builder.get("/api/v1/outcomes?task=" + bad.id()).status() == 200);

        assertThat(TANDEM.command("outcomes", "accept", good.id(), "--as", "builder"))
                .contains("is accepted");
        assertThat(builder.post("/api/v1/outcomes", "{\"task\":\"" + bad.id() + "\",\"decision\":\"REJECTED\"}")
                        .body()
                        .path("field")
                        .asText())
                .isEqualTo("reason");
        assertThat(builder.post(
                                "/api/v1/outcomes",
                                "{\"task\":\"" + bad.id() + "\",\"decision\":\"REJECTED\",\"reason\":\"No weather.\"}")
                        .status())
                .isEqualTo(200);
        assertThat(builder.put(
                                "/api/v1/worth/assumptions/earner",
                                "{\"minutesSaved\":15,\"hourlyRate\":{\"amount\":\"40\",\"currency\":\"EUR\"}}")
                        .status())
                .isEqualTo(200);

        JsonNode line = line(builder);
        assertThat(line.path("tasks").asInt()).isEqualTo(2);
        assertThat(line.path("accepted").asInt()).isEqualTo(1);
        assertThat(line.path("rejected").asInt()).isEqualTo(1);
        assertThat(line.at("/saved/amount").asText()).isEqualTo("10.00");
        assertThat(TANDEM.command("worth", "--as", "builder")).contains("earner", "10.00 EUR");
        assertThat(TANDEM.command(
                        "agents",
                        "cases",
                        "from-task",
                        bad.id(),
                        "--contains",
                        "sunny",
                        "--critical",
                        "--as",
                        "builder"))
                .contains("One case is added; the draft of earner has 4.");
        JsonNode cases = builder.get("/api/v1/agents/earner/draft").body().at("/spec/evaluation/cases");
        assertThat(cases.at("/3/input").asText()).isEqualTo("what is the weather");
    }

    private static JsonNode line(Api builder) {
        JsonNode items = builder.get("/api/v1/worth").body().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(line -> line.path("key").asText().equals("earner"))
                .findFirst()
                .orElseThrow();
    }
}
