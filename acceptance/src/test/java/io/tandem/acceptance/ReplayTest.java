package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.TaskState;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// What people asked lately is asked of candidates: the same, one that books something else, one that answers something
/// else. Whatever they do, nothing is booked and nobody is asked. In this order, as one agent's history.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.alone("replay-home", "replay-models.yaml");
    private static final Agents AGENTS = new Agents(TANDEM);
    private static ToolServer server;
    private static Api builder;
    private static Api operator;
    private static long tasksOfTeller;

    @BeforeAll
    static void doRealWork() {
        builder = Api.as(TANDEM, "builder");
        operator = Api.as(TANDEM, "operator");
        server = ToolServer.connectedTo(TANDEM);
        AGENTS.submit("teller", "", "");
        AGENTS.approve(List.of("teller"));
        AGENTS.submit("booker", "outside/record", "teller");
        AGENTS.exempt("booker", "outside", "record");
        AGENTS.approve(List.of("booker"));
        for (String text : List.of("slow, please", "book a chair", "book a table", "ask teller", "good day")) {
            assertThat(AGENTS.send("booker", text).status().state()).as(text).isEqualTo(TaskState.COMPLETED);
        }
        assertThat(server.effects).hasSize(2);
        tasksOfTeller = tasks("teller");
        version(2, "Take care.");
        version(3, "Book fifty.");
        version(4, "Be terse.");
    }

    private static void version(int number, String instructions) {
        String text = Agents.definition("booker", "outside/record", "teller")
                .replace("Answer what you are asked.", instructions);
        Api.Answer saved = builder.send(HttpRequest.newBuilder(TANDEM.url("/api/v1/agents/booker/draft"))
                .header("Content-Type", "application/yaml")
                .header("If-Match", "*")
                .PUT(HttpRequest.BodyPublishers.ofString(text)));
        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
        assertThat(builder.post("/api/v1/agents/booker/versions", "").status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        builder.get("/api/v1/agents/booker/versions/" + number).status() == 200);
    }

    private static long tasks(String agent) {
        return Api.as(TANDEM, "auditor")
                .get("/api/v1/tasks?pageSize=200&agent=" + agent)
                .body()
                .path("items")
                .size();
    }

    @AfterEach
    void nothingWasBookedAndNobodyWasAsked() {
        assertThat(server.effects).hasSize(2);
        assertThat(server.calls).hasSize(2);
        assertThat(tasks("teller")).isEqualTo(tasksOfTeller);
        assertThat(operator.get("/api/v1/approvals?status=waiting").body().path("items"))
                .isEmpty();
    }

    private static JsonNode replayed(int version) {
        Api.Answer asked = operator.post("/api/v1/replays", "{\"agent\":\"booker\",\"version\":\"" + version + "\"}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String path = "/api/v1/replays/" + asked.body().path("id").asText();
        await().atMost(Duration.ofSeconds(90))
                .until(() ->
                        !operator.get(path).body().path("finishedAt").asText("").isEmpty());
        return operator.get(path).body();
    }

    private static JsonNode line(JsonNode replay, String input) {
        for (JsonNode line : replay.path("lines")) {
            if (line.path("input").asText().equals(input)) {
                return line;
            }
        }
        throw new IllegalStateException("no such request in " + replay);
    }

    @Test
    @Order(1)
    void findsTheSameVersionTheSame() {
        assertThat(TANDEM.command("replay", "booker@2"))
                .startsWith(
                        "Version 2 answers 5 of 5 requests of the last 7 days in the same words, and 0 otherwise. It calls"
                                + " the same tools as then.");
    }

    @Test
    @Order(2)
    void countsACallThatWasNeverMadeAndMakesNone() {
        JsonNode replay = replayed(3);

        assertThat(replay.path("state").asText()).as(replay.toString()).isEqualTo("DONE");
        assertThat(replay.at("/totals/unrecorded").asInt()).isEqualTo(2);
        assertThat(replay.at("/totals/sentence").asText())
                .contains("For 2 of them it calls other tools, or calls them otherwise; 2 calls are not on record and"
                        + " were not made.");
        JsonNode chair = line(replay, "book a chair");
        assertThat(chair.path("change").asText()).isEqualTo("DIFFERENT");
        assertThat(chair.at("/then/calls/0/arguments/amount").asText()).isEqualTo("5");
        assertThat(chair.at("/now/calls/0/arguments/amount").asText()).isEqualTo("50");
        assertThat(chair.at("/now/calls/0/recorded").asBoolean(true)).isFalse();
        assertThat(chair.at("/now/answer").asText()).contains("This is a replay: nothing is called");
        assertThat(line(replay, "ask teller").path("change").asText()).isEqualTo("SAME");
    }

    @Test
    @Order(3)
    void showsAnotherAnswerBesideTheOldOneAndTellsBuildServers() {
        String told = failure("replay", "booker@4", "--days", "1");

        assertThat(told)
                .contains("Version 4 answers 4 of 5 requests of the last day in the same words, and 1 otherwise.")
                .contains("Asked \"ask teller\"", "then: It came to this: 42 EUR.", "now:  Ask somebody else.");
    }

    private static String failure(String... arguments) {
        try {
            return "ended with 0: " + TANDEM.command(arguments);
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    @Order(4)
    void canBeCancelled() {
        Api.Answer asked = operator.post("/api/v1/replays", "{\"agent\":\"booker\",\"version\":\"2\"}");
        String path = "/api/v1/replays/" + asked.body().path("id").asText();

        Api.Answer cancelled = operator.post(path + "/cancel", "");

        assertThat(cancelled.body().path("state").asText()).as(cancelled.text()).isEqualTo("CANCELED");
        assertThat(operator.post(path + "/cancel", "").status()).isEqualTo(409);
        assertThat(replayed(2).path("state").asText()).isEqualTo("DONE");
        assertThat(operator.get(path).body().path("done").asInt()).isLessThan(5);
    }

    @Test
    @Order(5)
    void showsWordsToWhoMayReadThemAlone() {
        Api viewer = Api.as(TANDEM, "viewer");
        String id = operator.get("/api/v1/replays?agent=booker")
                .body()
                .at("/items/0/id")
                .asText();

        JsonNode seen = viewer.get("/api/v1/replays/" + id).body();

        assertThat(seen.at("/totals/same").asInt()).isEqualTo(5);
        assertThat(seen.toString()).doesNotContain("chair", "42 EUR");
        assertThat(viewer.post("/api/v1/replays", "{\"agent\":\"booker\",\"version\":\"2\"}")
                        .status())
                .isEqualTo(403);
        assertThat(operator.post("/api/v1/replays", "{\"agent\":\"booker\",\"version\":\"2\",\"days\":31}")
                        .body()
                        .path("field")
                        .asText())
                .isEqualTo("days");
        Api.Answer nothing = operator.post("/api/v1/replays", "{\"agent\":\"nobody\",\"version\":\"2\"}");
        assertThat(nothing.status()).isEqualTo(404);
    }

    @Test
    @Order(6)
    void doesNotBelievePeopleThatTheyReplay() {
        String task = operator.get("/api/v1/replays?agent=booker")
                .body()
                .at("/items/0/id")
                .asText();
        String source = operator.get("/api/v1/replays/" + task)
                .body()
                .at("/lines/0/then/taskId")
                .asText();
        String message =
                "{\"message\":{\"messageId\":\"forged\",\"role\":\"ROLE_USER\",\"parts\":[{\"text\":\"good day\"}],"
                        + "\"metadata\":{\"https://tandem.io/a2a/ext/replay/v1\":\"" + source + "\"}}}";

        Api.Answer answer = builder.rpc("booker", "SendMessage", message);

        assertThat(answer.text()).contains("You said: good day");
    }

    @Test
    @Order(7)
    void isSeenInTheConsole() {
        new BrowserChecks(TANDEM).installed().passes("replay");
    }
}
