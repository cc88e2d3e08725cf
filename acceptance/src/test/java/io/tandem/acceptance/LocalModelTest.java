package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// From a sentence to an answer out of the shop's database, all with the local model: an agent is described, evaluated,
/// approved and asked, then asked again over rows that nobody has seen. Takes half an hour or more; its report says how
/// long each step took. `./tandem test --with-model` runs it.
@Tag("local-model")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalModelTest {
    private static final String DESCRIPTION =
            "An assistant for the sales team that answers questions about customers, orders and overdue invoices from"
                    + " the shop database, politely, and never changes data.";
    private static final String QUESTION = "Which customers have overdue invoices, and how much do they owe in total?";
    private static final List<String> REWORDINGS = List.of(
            "Tell me which customers are behind on their invoices and the total they owe.",
            "Who has invoices that are past due, and what is the total amount they owe us?",
            "List the customers with overdue invoices and the overall sum outstanding from them.");
    private static final List<String> SEEDS = List.of("1729", "60613", "8128");
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private static final TandemUnderTest TANDEM = TandemUnderTest.at(
            Path.of("target", "home-model").toAbsolutePath(),
            Map.of("TANDEM_SHOP_READER_DB_PASSWORD", ShopTruth.PASSWORD));
    private static final ModelReport REPORT = new ModelReport();
    private static final List<Boolean> RIGHT = new ArrayList<>();
    private static String agent = "";

    @BeforeAll
    static void start() {
        REPORT.timed("up, with all parts ready", () -> TANDEM.command("up", "-d", "--no-demo"));
        REPORT.timed("the local model ready", LocalModelTest::awaitModel);
    }

    @AfterAll
    static void report() {
        REPORT.print(TANDEM.command("status"));
    }

    private static Api as(String person) {
        return Api.as(TANDEM, person);
    }

    private static void awaitModel() {
        Api builder = as("builder");
        await().atMost(LONGEST).pollInterval(LOOK).until(() -> StreamSupport.stream(
                        builder.get("/api/v1/models").body().path("items").spliterator(), false)
                .anyMatch(model -> model.path("state").asText().equals("ready")));
    }

    @Test
    @Order(1)
    void draftsAnAgentThatValidatesUnedited() {
        Designed designed = new Designed(TANDEM, DESCRIPTION, REPORT);
        REPORT.timed("design", designed::ask);
        agent = designed.definition().at("/metadata/name").asText();
        JsonNode spec = designed.definition().path("spec");

        assertThat(spec.path("tools")).extracting(JsonNode::asText).contains("database/query");
        assertThat(spec.path("tools")).extracting(JsonNode::asText).allSatisfy(tool -> assertThat(effect(tool))
                .isEqualTo("READ"));
        assertThat(spec.at("/evaluation/cases")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(spec.at("/evaluation/cases").findValues("refused")).isNotEmpty();
        for (int i = 0; i < spec.path("tools").size(); i++) {
            assertThat(designed.reasons().path("spec.tools[" + i + "]").asText())
                    .isNotBlank();
        }

        assertThat(TANDEM.command("agents", "apply", "-f", file(designed.definition())))
                .contains("The draft of " + agent + " is saved");
        REPORT.line("Agent `" + agent + "`, tools " + spec.path("tools") + ", fields edited by hand: 0");
    }

    @Test
    @Order(2)
    void passesItsEvaluationAndIsApproved() {
        assertThat(TANDEM.command("agents", "submit", agent, "--reason", "measured"))
                .contains("IN_EVALUATION");
        REPORT.timed(
                "evaluation", () -> await().atMost(LONGEST).pollInterval(LOOK).until(() -> !versionState()
                        .equals("IN_EVALUATION")));
        evidence();
        assertThat(versionState()).isEqualTo("IN_REVIEW");
        assertThat(TANDEM.command("agents", "approve", agent + "@1", "--reason", "looked at each case"))
                .contains("ACTIVE");
    }

    @Test
    @Order(3)
    void answersFromTheDatabase() {
        Asked asked = ask("question", QUESTION);

        assertThat(asked.tools()).contains("database/query");
        assertThat(asked.right()).as(asked.answer()).isTrue();
    }

    @Test
    @Order(4)
    void answersOverRowsThatNobodyHasSeen() {
        for (String seed : SEEDS) {
            TANDEM.command("down");
            TANDEM.set("TANDEM_DEMO_SEED", seed);
            TANDEM.command("up", "-d", "--no-demo");
            awaitModel();
            for (int i = 0; i < REWORDINGS.size(); i++) {
                RIGHT.add(ask("seed " + seed + ", rewording " + (i + 1), REWORDINGS.get(i))
                        .right());
            }
        }
        REPORT.line("Right: " + RIGHT.stream().filter(right -> right).count() + " of " + RIGHT.size());

        assertThat(RIGHT).filteredOn(right -> right).hasSizeGreaterThanOrEqualTo(7);
    }

    private Asked ask(String label, String question) {
        Asked asked = new Asked(TANDEM, agent, question);
        REPORT.timed(label, asked::ask);
        asked.compare(ShopTruth.now(TANDEM));
        REPORT.answer(label, asked);
        return asked;
    }

    private static String versionState() {
        return as("builder")
                .get("/api/v1/agents/" + agent + "/versions/1")
                .body()
                .path("state")
                .asText();
    }

    private static String file(JsonNode definition) {
        try {
            return Files.writeString(Path.of("target", "designed.json"), definition.toPrettyString())
                    .toAbsolutePath()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void evidence() {
        JsonNode newest = as("builder")
                .get("/api/v1/evaluations?pageSize=1&agent=" + agent)
                .body()
                .at("/items/0");
        JsonNode whole = as("builder")
                .get("/api/v1/evaluations/" + newest.path("id").asText())
                .body();
        REPORT.cases(whole);
    }

    private static String effect(String tool) {
        String[] parts = tool.split("/");
        for (JsonNode known : as("builder")
                .get("/api/v1/connectors/" + parts[0] + "/tools")
                .body()
                .path("items")) {
            if (known.path("tool").asText(known.path("name").asText()).equals(parts[1])) {
                return known.path("effect").asText();
            }
        }
        return "unknown";
    }
}
