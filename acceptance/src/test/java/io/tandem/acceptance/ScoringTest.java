package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.Task;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// What people really ask is scored in the background: by a judge that counts, within a budget. A version that does
// well
/// on its cases and falls short in real life is taken back. In this order, as one agent's history.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScoringTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.alone("scoring-home", "scoring-models.yaml");
    private static final Agents AGENTS = new Agents(TANDEM);
    private static final String AGENT = "/api/v1/agents/greeter";
    private static final String SCORES = "/api/v1/runs/greeter/scores";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static Api builder;
    private static Api approver;

    @BeforeAll
    static void makeAJudgeThatCounts() throws IOException {
        builder = Api.as(TANDEM, "builder");
        approver = Api.as(TANDEM, "approver");
        TANDEM.command("judges", "save", "polite", "--rubric", "The answer is polite.");
        StringBuilder table = new StringBuilder("input,answer,meets,reason\n");
        for (int i = 0; i < 20; i++) {
            table.append("question ").append(i).append(",\"Of course, please.\",true,\n");
            table.append("question ").append(i).append(",\"Find out yourself.\",false,blunt\n");
        }
        Path file = Path.of("target", "scoring-labels.csv").toAbsolutePath();
        Files.writeString(file, table);
        TANDEM.command("judges", "label", "polite", "--file", file.toString());
        assertThat(TANDEM.command("judges", "calibrate", "polite")).contains("On deep: It counts");
        submit(1, "Answer what you are asked.");
        move(1, "{\"to\":\"ACTIVE\",\"reason\":\"looked at it\"}");
        await().atMost(PATIENCE).until(() -> state(1).equals("ACTIVE"));
    }

    private static String definition(String instructions) {
        return Agents.definition("greeter", "", "")
                .replace("Answer what you are asked.", instructions)
                .replace(
                        "{id: repeats, input: \"blue sky\", expect: [{contains: \"blue sky\"}]}",
                        "{id: weather, input: \"how is the weather\", expect: [{pattern: \"\\\\w\"}, {judge: polite}]}");
    }

    /// Saves a version with those instructions and waits until it passed its evaluation.
    private static void submit(int version, String instructions) {
        Api.Answer saved = version == 1
                ? builder.send("POST", "/api/v1/agents", "application/yaml", definition(instructions))
                : builder.send(HttpRequest.newBuilder(TANDEM.url(AGENT + "/draft"))
                        .header("Content-Type", "application/yaml")
                        .header("If-Match", "*")
                        .PUT(HttpRequest.BodyPublishers.ofString(definition(instructions))));
        assertThat(saved.status()).as(saved.text()).isLessThan(300);
        assertThat(builder.post(AGENT + "/versions", "").status()).isEqualTo(201);
        builder.post(AGENT + "/versions/" + version + "/transitions", "{\"to\":\"IN_EVALUATION\"}");
        await().atMost(PATIENCE).until(() -> state(version).equals("IN_REVIEW"));
    }

    private static void move(int version, String body) {
        Api.Answer moved = approver.post(AGENT + "/versions/" + version + "/transitions", body);
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
    }

    private static String state(int version) {
        return builder.get(AGENT + "/versions/" + version).body().path("state").asText();
    }

    private static JsonNode scores() {
        return builder.get(SCORES).body();
    }

    private static void awaitScored(int runs) {
        await().atMost(PATIENCE)
                .until(() -> scores().at("/versions/0/passed/of").asInt() == runs);
    }

    @Test
    @Order(1)
    void scoresTheUsualShareUntilSomebodySaysOtherwise() {
        assertThat(scores().path("share").asInt()).isEqualTo(5);
        assertThat(scores().path("runsADay").asInt()).isEqualTo(50);
        assertThat(Api.as(TANDEM, "viewer")
                        .put(SCORES, "{\"share\":10,\"runsADay\":5}")
                        .status())
                .isEqualTo(403);
        assertThat(builder.put(SCORES, "{\"share\":101,\"runsADay\":5}")
                        .body()
                        .path("field")
                        .asText())
                .isEqualTo("share");

        String changed = TANDEM.command("agents", "scores", "greeter", "--share", "100", "--runs-a-day", "8");

        assertThat(changed).startsWith("100 % of its runs are scored, at most 8 a day; 0 today.");
    }

    @Test
    @Order(2)
    void asksTheJudgeAboutRealRuns() {
        for (int i = 0; i < 4; i++) {
            AGENTS.send("greeter", "how is the weather");
        }
        Task blunt = AGENTS.send("greeter", "say no");

        awaitScored(5);

        assertThat(scores().at("/versions/0/version").asText()).isEqualTo("1");
        assertThat(scores().at("/versions/0/passed/passed").asInt()).isEqualTo(4);
        assertThat(scores().at("/versions/0/days/0/scored").asInt()).isEqualTo(5);
        assertThat(scores().path("fellShort")).hasSize(1);
        assertThat(scores().at("/fellShort/0/task").asText()).isEqualTo(blunt.id());
        assertThat(scores().at("/fellShort/0/checks/0").asText()).isEqualTo("judge: polite");
        assertThat(scores().toString()).doesNotContain("weather", "No.");
    }

    @Test
    @Order(3)
    void stopsWhenTheBudgetOfTheDayIsUsedUp() {
        for (int i = 0; i < 6; i++) {
            AGENTS.send("greeter", "how is the weather");
        }

        awaitScored(8);

        assertThat(scores().path("usedUp").asBoolean()).isTrue();
        assertThat(TANDEM.command("agents", "scores", "greeter"))
                .startsWith(
                        "100 % of its runs are scored, at most 8 a day; the budget of today is used up, and it goes on"
                                + " tomorrow (UTC).")
                .contains("judge: polite");
    }

    @Test
    @Order(4)
    void goesOnWithAnotherBudget() {
        Api.Answer changed = builder.put(SCORES, "{\"share\":100,\"runsADay\":1000}");

        assertThat(changed.body().path("usedUp").asBoolean(true)).isFalse();
        awaitScored(11);
    }

    @Test
    @Order(5)
    void takesACanaryBackThatFallsShortInRealLife() {
        submit(2, "Be blunt at the desk.");
        move(2, "{\"to\":\"CANARY\",\"reason\":\"Half.\",\"canary\":{\"share\":50,\"minimumRuns\":500}}");

        await().atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    AGENTS.send("greeter", "who are you");
                    return state(2).equals("IN_REVIEW");
                });

        JsonNode moves = builder.get(AGENT + "/versions/2").body().path("moves");
        assertThat(moves.path(moves.size() - 1).path("reason").asText())
                .startsWith("Version 2 was taken back: ")
                .contains(" fell short of a check), against 0 of ");
        assertThat(builder.get("/api/v1/canaries?agent=greeter")
                        .body()
                        .at("/items/0/sides/0/scored/of")
                        .asInt())
                .isPositive();
    }

    @Test
    @Order(6)
    void saysOfAReplayWhetherOtherWordsWillDo() {
        AGENTS.send("greeter@1", "who are you");
        Task last = AGENTS.send("greeter@1", "good day");
        await().atMost(PATIENCE)
                .until(() ->
                        builder.post("/api/v1/outcomes", "{\"task\":\"" + last.id() + "\",\"decision\":\"ACCEPTED\"}")
                                        .status()
                                == 200);
        Api operator = Api.as(TANDEM, "operator");
        String wish = "{\"agent\":\"greeter\",\"version\":\"2\",\"most\":2,\"judge\":\"%s\"}";
        Api.Answer refused = operator.post("/api/v1/replays", wish.formatted("nobody"));
        assertThat(refused.body().path("field").asText()).as(refused.text()).isEqualTo("judge");

        Api.Answer asked = operator.post("/api/v1/replays", wish.formatted("polite"));

        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String path = "/api/v1/replays/" + asked.body().path("id").asText();
        await().atMost(PATIENCE)
                .until(() -> operator.get(path).body().path("state").asText().equals("DONE"));
        JsonNode replay = operator.get(path).body();
        assertThat(replay.at("/lines/0/change").asText()).as(replay.toString()).isEqualTo("EQUAL");
        assertThat(replay.at("/lines/1/change").asText()).isEqualTo("DIFFERENT");
        assertThat(replay.at("/totals/sentence").asText())
                .startsWith(
                        "Version 2 answers 0 of 2 requests of the last 7 days in the same words, 1 in other words that a"
                                + " judge finds equal, and 1 otherwise.");
    }

    @Test
    @Order(7)
    void isOnRecord() {
        await().atMost(PATIENCE).until(() -> Api.as(TANDEM, "auditor")
                .get("/api/v1/audit/records?pageSize=5&q=scoring.changed")
                .text()
                .contains("\"action\":\"scoring.changed\""));
    }

    @Test
    @Order(8)
    void isSeenInTheConsole() {
        new BrowserChecks(TANDEM).installed().passes("scoring");
    }
}
