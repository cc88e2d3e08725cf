package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Versions go live for a share of the conversations: a good one becomes active by itself, one that fails in real life
/// is taken back by itself, one that got worse in its evaluation never goes live at all. In this order, as one agent's
/// history.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CanaryTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final Agents AGENTS = new Agents(TANDEM);
    private static final String NAME = "canaried";
    private static final String AGENT = "/api/v1/agents/" + NAME;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static Api builder;
    private static Api approver;

    @BeforeAll
    static void makeTheFirstVersionActive() {
        builder = Api.as(TANDEM, "builder");
        approver = Api.as(TANDEM, "approver");
        AGENTS.submit(NAME, "", "");
        AGENTS.approve(List.of(NAME));
    }

    private static void submit(int version, String instructions) {
        String text = Agents.definition(NAME, "", "")
                .replace("Answer what you are asked.", instructions)
                .replace("passRate: 1.0", "passRate: 0.5");
        Api.Answer saved = builder.send(HttpRequest.newBuilder(TANDEM.url(AGENT + "/draft"))
                .header("Content-Type", "application/yaml")
                .header("If-Match", "*")
                .PUT(HttpRequest.BodyPublishers.ofString(text)));
        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
        assertThat(builder.post(AGENT + "/versions", "").status()).isEqualTo(201);
        move(builder, version, "{\"to\":\"IN_EVALUATION\",\"reason\":\"Try it.\"}");
        await().atMost(PATIENCE).until(() -> !state(version).equals("IN_EVALUATION"));
    }

    private static Api.Answer move(Api person, int version, String body) {
        return person.post(AGENT + "/versions/" + version + "/transitions", body);
    }

    private static String state(int version) {
        return builder.get(AGENT + "/versions/" + version).body().path("state").asText();
    }

    private static String lastReason(int version) {
        JsonNode moves = builder.get(AGENT + "/versions/" + version).body().path("moves");
        return moves.path(moves.size() - 1).path("reason").asText();
    }

    private static JsonNode canary() {
        return builder.get("/api/v1/canaries?agent=" + NAME).body().at("/items/0");
    }

    /// Asks in ever new conversations until the version is there.
    private static void converseUntil(int version, String state) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            AGENTS.send(NAME, "where is my order");
            return state(version).equals(state);
        });
    }

    @Test
    @Order(1)
    void makesAGoodVersionActiveByItself() {
        submit(2, "Take care.");

        assertThat(TANDEM.command(
                        "agents",
                        "canary",
                        "start",
                        NAME + "@2",
                        "--share",
                        "50",
                        "--min-runs",
                        "5",
                        "--promote",
                        "automatic",
                        "--reason",
                        "try it on half"))
                .contains("canaried@2 is CANARY");
        converseUntil(2, "ACTIVE");

        assertThat(lastReason(2)).startsWith("Version 2 does no worse on real runs: 0 of ");
        assertThat(state(1)).isEqualTo("DEPRECATED");
    }

    @Test
    @Order(2)
    void takesAVersionBackThatFailsInRealLife() {
        submit(3, "You stumble.");
        assertThat(state(3)).as("on its cases it does well").isEqualTo("IN_REVIEW");
        Api.Answer started = move(
                approver,
                3,
                "{\"to\":\"CANARY\",\"reason\":\"Half of them.\",\"canary\":{\"share\":50,\"minimumRuns\":200}}");
        assertThat(started.status()).as(started.text()).isEqualTo(200);

        converseUntil(3, "IN_REVIEW");

        assertThat(lastReason(3))
                .startsWith("Version 3 was taken back: ")
                .contains(" runs went wrong (", " failed), against 0 of ");
        await().atMost(PATIENCE).until(() -> canary().has("endedAt"));
        assertThat(canary().path("decision").asText()).isEqualTo("ROLL_BACK");
        assertThat(canary().at("/sides/0/failed").asInt()).isGreaterThanOrEqualTo(5);
        assertThat(TANDEM.command("agents", "canary", "status", NAME)).contains("Version 3 was taken back");

        // From here on version 2 answers everybody.
        for (int i = 0; i < 6; i++) {
            assertThat(Agents.answer(AGENTS.send(NAME, "where is my order"))).contains("where is my order");
        }
    }

    @Test
    @Order(3)
    void letsNoVersionNearPeopleThatGotWorseOnItsCases() {
        submit(4, "Be careless.");

        assertThat(state(4)).isEqualTo("DRAFT");
        assertThat(lastReason(4))
                .startsWith("Failed: Version 4 does not go live. On these cases it did worse than version 2:"
                        + " 1 case that passed before fails.");
        Api.Answer refused = move(approver, 4, "{\"to\":\"CANARY\",\"reason\":\"All the same.\"}");
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    }

    @Test
    @Order(4)
    void goesBackInOneActionByAPersonToo() {
        String back = TANDEM.command("agents", "rollback", NAME + "@1", "--reason", "people liked it better");

        assertThat(back).contains("canaried@1 is ACTIVE");
        assertThat(state(2)).isEqualTo("DEPRECATED");
    }
}
