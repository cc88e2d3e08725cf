package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A version that got worse is stopped and told why; one that lost nothing takes its place. In this order, as one
/// agent's history.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EvaluationGateTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final Agents AGENTS = new Agents(TANDEM);
    private static final String AGENT = "/api/v1/agents/grader";
    private static Api builder;
    private static Api approver;

    @BeforeAll
    static void makeTheFirstVersionActive() {
        builder = Api.as(TANDEM, "builder");
        approver = Api.as(TANDEM, "approver");
        AGENTS.submit("grader", "", "");
        AGENTS.approve(List.of("grader"));
    }

    private static void draft(String instructions) {
        String text = Agents.definition("grader", "", "")
                .replace("Answer what you are asked.", instructions)
                .replace("passRate: 1.0", "passRate: 0.5");
        Api.Answer saved = builder.send(java.net.http.HttpRequest.newBuilder(TANDEM.url(AGENT + "/draft"))
                .header("Content-Type", "application/yaml")
                .header("If-Match", "*")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(text)));
        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    }

    private static String state(int version) {
        return builder.get(AGENT + "/versions/" + version).body().path("state").asText();
    }

    private static void submit(int version) {
        assertThat(builder.post(AGENT + "/versions", "").status()).isEqualTo(201);
        builder.post(AGENT + "/versions/" + version + "/transitions", "{\"to\":\"IN_EVALUATION\"}");
        await().atMost(Duration.ofSeconds(90))
                .until(() -> !state(version).equals("IN_EVALUATION")
                        && !state(version).equals(""));
    }

    private static JsonNode newest(int version) {
        String id = builder.get("/api/v1/evaluations?agent=grader&version=" + version)
                .body()
                .at("/items/0/id")
                .asText();
        return builder.get("/api/v1/evaluations/" + id).body();
    }

    @Test
    @Order(1)
    void stopsAVersionThatGotWorse() {
        draft("Be careless.");

        submit(2);

        assertThat(state(2)).isEqualTo("DRAFT");
        JsonNode evaluation = newest(2);
        assertThat(evaluation.path("against").asText()).isEqualTo("1");
        assertThat(evaluation.path("passed").asBoolean(true)).isFalse();
        assertThat(evaluation.path("headline").asText())
                .isEqualTo("Version 2 does not go live. On these cases it did worse than version 1: 1 case that passed"
                        + " before fails.");
        assertThat(evaluation.at("/report/reasons/0").asText())
                .contains("version 1 said “You said: blue sky”", "Version 2 says “I do not care about skies.”");
        assertThat(approver.post(AGENT + "/versions/2/transitions", "{\"to\":\"ACTIVE\",\"reason\":\"all the same\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    @Order(2)
    void tellsBuildServersByExitCodeAndJunitXml() throws IOException {
        Path junit = Path.of("target", "grader.xml").toAbsolutePath();

        String failed = failure(
                "evaluate",
                "grader@2",
                "--against",
                "grader@1",
                "--repeat",
                "2",
                "--junit",
                junit.toString(),
                "--as",
                "builder");

        assertThat(failed).contains("Version 2 does not go live.", "Difference -33.3 points");
        assertThat(Files.readString(junit))
                .contains("name=\"gate\"", "<failure message=\"Version 2 does not go live.", "tests=\"4\"");
    }

    private static String failure(String... arguments) {
        try {
            return "ended with 0: " + TANDEM.command(arguments);
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    @Order(3)
    void letsAVersionGoOnThatLostNothing() {
        draft("Take care.");

        submit(3);

        assertThat(state(3)).isEqualTo("IN_REVIEW");
        assertThat(newest(3).path("headline").asText())
                .isEqualTo("Version 3 may go on: everything that version 1 can do, it can too. 3 cases are too few to"
                        + " say more.");
        assertThat(TANDEM.command("evaluate", "grader@3", "--repeat", "2", "--as", "builder"))
                .contains("Version 3 may go on");
        Api.Answer approved =
                approver.post(AGENT + "/versions/3/transitions", "{\"to\":\"ACTIVE\",\"reason\":\"it lost nothing\"}");
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    }

    @Test
    @Order(4)
    void countsNothingThatAsksForLess() {
        Api.Answer asked = builder.post(
                "/api/v1/evaluations", "{\"agent\":\"grader\",\"version\":\"3\",\"against\":\"none\",\"repeat\":1}");

        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.body().has("against")).isFalse();
        assertThat(builder.post("/api/v1/evaluations", "{\"agent\":\"grader\",\"version\":\"3\",\"repeat\":11}")
                        .body()
                        .path("field")
                        .asText())
                .isEqualTo("repeat");
        assertThat(builder.post("/api/v1/evaluations", "{\"agent\":\"grader\",\"version\":\"3\",\"against\":\"9\"}")
                        .body()
                        .path("field")
                        .asText())
                .isEqualTo("against");
    }
}
