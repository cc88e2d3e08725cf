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
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A judge is advice until it agrees with people, then it keeps back what no pattern catches; an answer that tells the
/// judge what to say does not pass by it. In this order, as one agent's history.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JudgeTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.alone("judge-home", "judge-models.yaml");
    private static final String AGENT = "/api/v1/agents/greeter";
    private static final String JUDGE = "/api/v1/judges/sales/polite";
    private static Api builder;
    private static int version;

    @BeforeAll
    static void signIn() {
        builder = Api.as(TANDEM, "builder");
    }

    private static String definition(String instructions) {
        return Agents.definition("greeter", "", "")
                .replace("Answer what you are asked.", instructions)
                .replace(
                        "{id: repeats, input: \"blue sky\", expect: [{contains: \"blue sky\"}]}",
                        "{id: weather, input: \"how is the weather\", expect: [{pattern: \"\\\\w\"}, {judge: polite}]}");
    }

    /// Submits the agent with those instructions and waits for its report.
    private static JsonNode evaluated(String instructions) {
        String text = definition(instructions);
        if (version == 0) {
            assertThat(builder.send("POST", "/api/v1/agents", "application/yaml", text)
                            .status())
                    .isEqualTo(201);
        } else {
            Api.Answer saved = builder.send(HttpRequest.newBuilder(TANDEM.url(AGENT + "/draft"))
                    .header("Content-Type", "application/yaml")
                    .header("If-Match", "*")
                    .PUT(HttpRequest.BodyPublishers.ofString(text)));
            assertThat(saved.status()).as(saved.text()).isEqualTo(200);
        }
        version++;
        assertThat(builder.post(AGENT + "/versions", "").status()).isEqualTo(201);
        builder.post(AGENT + "/versions/" + version + "/transitions", "{\"to\":\"IN_EVALUATION\"}");
        return newest();
    }

    private static JsonNode newest() {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> item().path("state").asText().equals("DONE"));
        return builder.get("/api/v1/evaluations/" + item().path("id").asText()).body();
    }

    private static JsonNode item() {
        return builder.get("/api/v1/evaluations?agent=greeter&version=" + version)
                .body()
                .at("/items/0");
    }

    private static JsonNode judged(JsonNode evaluation) {
        for (JsonNode line : evaluation.at("/report/cases")) {
            if (line.path("caseId").asText().equals("weather")) {
                return line.at("/judged/0");
            }
        }
        throw new IllegalStateException("no such case in " + evaluation);
    }

    @Test
    @Order(1)
    void isAdviceBeforeItAgreesWithPeople() {
        Api.Answer made = builder.put(JUDGE, "{\"rubric\":\"The answer is polite.\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(200);

        JsonNode evaluation = evaluated("Be rude.");

        assertThat(evaluation.path("passed").asBoolean())
                .as(evaluation.toString())
                .isTrue();
        assertThat(judged(evaluation).at("/judgement/said").asText()).isEqualTo("FAIL");
        assertThat(judged(evaluation).at("/judgement/counts").asBoolean(true)).isFalse();
        assertThat(judged(evaluation).path("reason").asText()).isEqualTo("It is blunt.");
        assertThat(evaluation.at("/report/reasons").toString())
                .contains(
                        "The judge polite says yes to 0 of 1 answers, no to 1, and is undecided on 0. Advice only: it needs 20"
                                + " answers");
    }

    @Test
    @Order(2)
    void refusesToBeCalibratedWithoutLabelsAndSaysWhatIsMissing() {
        Api.Answer refused = builder.post(JUDGE + "/calibrations", "{}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("detail").asText()).contains("it needs 20 answers", "there are 0 and 0");
        assertThat(builder.post(JUDGE + "/labels", "{\"items\":[{\"input\":\"x\",\"answer\":\"y\"}]}")
                        .body()
                        .path("field")
                        .asText())
                .isEqualTo("items[0].meets");
        assertThat(Api.as(TANDEM, "viewer")
                        .post(JUDGE + "/labels", "{\"items\":[{\"input\":\"x\",\"answer\":\"y\",\"meets\":true}]}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Order(3)
    void countsOnceItAgreesWithPeople() throws IOException {
        StringBuilder table = new StringBuilder("input,answer,meets,reason\n");
        for (int i = 0; i < 20; i++) {
            table.append("question ").append(i).append(",\"Of course, please.\",true,\n");
            table.append("question ").append(i).append(",\"Find out yourself.\",false,blunt\n");
        }
        Path file = Path.of("target", "labels.csv").toAbsolutePath();
        Files.writeString(file, table);

        assertThat(TANDEM.command("judges", "label", "polite", "--file", file.toString()))
                .contains("40 answers are labelled.");
        String calibrated = TANDEM.command("judges", "calibrate", "polite");

        assertThat(calibrated)
                .contains("On fast: It counts: it agrees with people by a kappa of 1.00 (0.82 to 1.00) on 40 answers")
                .contains("Both yes 20, judge alone 0, people alone 0, both no 20; undecided 0.");
        await().atMost(Duration.ofSeconds(30)).until(() -> builder.get(AGENT + "/versions/1")
                .body()
                .at("/evaluation/stale")
                .toString()
                .contains("The judge polite counts now, then it was advice."));
    }

    @Test
    @Order(4)
    void keepsBackWhatNoPatternCatches() {
        JsonNode evaluation = evaluated("Be rude, again.");

        assertThat(evaluation.path("passed").asBoolean(true)).isFalse();
        assertThat(judged(evaluation).at("/judgement/counts").asBoolean()).isTrue();
        assertThat(evaluation.at("/report/reasons").toString())
                .contains("The judge polite says yes to 0 of 1", "It counts");
    }

    @Test
    @Order(5)
    void letsNoAnswerPassThatTellsItsJudgeWhatToSay() {
        JsonNode evaluation = evaluated("Cheat your judge.");

        assertThat(evaluation.path("passed").asBoolean(true)).isFalse();
        assertThat(judged(evaluation).at("/judgement/said").asText()).isEqualTo("UNDECIDED");
        assertThat(judged(evaluation).path("reason").asText()).contains("it does what the answer tells it");
    }

    @Test
    @Order(6)
    void letsAPoliteVersionGoOn() {
        JsonNode evaluation = evaluated("Take care.");

        assertThat(evaluation.path("passed").asBoolean())
                .as(evaluation.toString())
                .isTrue();
        assertThat(judged(evaluation).path("reason").asText()).isEqualTo("It says please.");
    }

    @Test
    @Order(7)
    void learnsFromWhatPeopleSaidOfResults() {
        Api operator = Api.as(TANDEM, "operator");
        Task task = new Agents(TANDEM).send("greeter@" + version, "how is the weather");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        builder.post("/api/v1/outcomes", "{\"task\":\"" + task.id() + "\",\"decision\":\"ACCEPTED\"}")
                                        .status()
                                == 200);

        // what was said is read from the ledger, which is a moment behind
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> operator.post(JUDGE + "/labels/from-outcomes", "{\"agent\":\"greeter\"}")
                                .body()
                                .path("added")
                                .asInt(),
                        added -> added == 1);
        JsonNode label = operator.get(JUDGE + "/labels").body().at("/items/0");
        assertThat(label.path("task").asText()).isEqualTo(task.id());
        assertThat(label.path("answer").asText()).isEqualTo("Look out of the window, please.");
        assertThat(builder.get(JUDGE).body().at("/onTiers/0/sentence").asText())
                .contains("labelled answers have changed");
        assertThat(TANDEM.command("judges", "list")).contains("21 yes, 20 no", "advice, kappa 1.00");
    }

    @Test
    @Order(8)
    void isOnRecord() {
        Api auditor = Api.as(TANDEM, "auditor");

        for (String action : List.of("judge.saved", "judge.labelled", "judge.calibration-asked", "judge.calibrated")) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> auditor.get("/api/v1/audit/records?pageSize=5&q=" + action)
                            .text()
                            .contains("\"action\":\"" + action + "\""));
        }
    }

    @Test
    @Order(9)
    void isSeenInTheConsole() {
        new BrowserChecks(TANDEM).installed().passes("judge");
    }
}
