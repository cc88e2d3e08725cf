package io.tandem.registry.version;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.events.AgentUse;
import io.tandem.events.EvaluationResult;
import io.tandem.events.EventJson;
import io.tandem.events.Money;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.registry.inventory.Departures;
import io.tandem.registry.version.RegistryClient.Answer;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Inventory, board, and what happens when owners leave.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class InventoryQuarkusTest {
    @TestHTTPResource("/")
    URI base;

    @Inject
    Broker broker;

    @Inject
    Departures departures;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private RegistryClient builder;
    private RegistryClient approver;
    private RegistryClient operator;
    private RegistryClient stranger;
    private RegistryClient admin;

    @BeforeEach
    void signIn() {
        builder = new RegistryClient(base, TestToken.of("builder", "sales", "builder"));
        approver = new RegistryClient(base, TestToken.of("approver", "sales", "approver"));
        operator = new RegistryClient(base, TestToken.of("operator", "sales", "operator"));
        stranger = new RegistryClient(base, TestToken.of("builder2", "finance", "builder"));
        admin = new RegistryClient(base, TestToken.of("admin", "sales", "admin", "builder"));
        broker.ensure(Topic.AGENT_USE, Topic.EVALUATION_RESULTS);
    }

    @AfterEach
    void everybodyIsBack() {
        KnownPeople.GONE.clear();
    }

    @Test
    void tellsOfEachAgentWhoAnswersForItAndHowItIsUsed() {
        String agent = active("inv-" + mark, "viewer", "operator");
        use("inv-" + mark, Instant.now(), Map.of(), Map.of());

        await(() -> line(builder, "inv-" + mark).path("tasks").asInt() == 7);

        JsonNode line = line(builder, "inv-" + mark);
        assertThat(line.path("owner").asText()).isEqualTo("viewer");
        assertThat(line.path("deputy").asText()).isEqualTo("operator");
        assertThat(line.path("state").asText()).isEqualTo("ACTIVE");
        assertThat(line.path("score").asDouble()).isEqualTo(1);
        assertThat(line.at("/cost/amount").asText()).isEqualTo("1.5");
        assertThat(line.path("reviewOn").asText())
                .isEqualTo(LocalDate.now(ZoneOffset.UTC).plusDays(180).toString());
        assertThat(line(stranger, "inv-" + mark).isMissingNode()).isTrue();
        Answer csv = builder.get("/api/v1/inventory/csv");
        assertThat(csv.text("text")).startsWith("agent,team,owner").contains("inv-" + mark + ",sales,viewer,operator,");
        assertThat(builder.get(agent).text("owner")).isEqualTo("viewer");
    }

    @Test
    void letsOwnerAndAdministratorSayWhoAnswersForIt() {
        create("own-" + mark, "builder", "operator");
        String path = "/api/v1/inventory/own-" + mark;

        assertThat(operator.send("PUT", path, Map.of("deputy", "viewer")).problem())
                .isEqualTo("right-missing");
        assertThat(stranger.send("PUT", path, Map.of("deputy", "viewer")).status())
                .isEqualTo(404);
        assertThat(builder.send("PUT", path, Map.of("deputy", "ghost")).text("field"))
                .isEqualTo("deputy");
        assertThat(builder.send("PUT", path, Map.of("reviewOn", "2001-01-01")).text("field"))
                .isEqualTo("reviewOn");
        assertThat(builder.send("PUT", path, Map.of()).status()).isEqualTo(400);
        LocalDate soon = LocalDate.now(ZoneOffset.UTC).plusDays(10);
        Answer changed = builder.send("PUT", path, Map.of("deputy", "viewer", "reviewOn", soon.toString()));
        assertThat(changed.text("deputy")).isEqualTo("viewer");
        assertThat(changed.text("reviewOn")).isEqualTo(soon.toString());
        assertThat(admin.send("PUT", path, Map.of("owner", "approver")).text("owner"))
                .isEqualTo("approver");
        assertThat(builder.get("/api/v1/agents/own-" + mark + "/draft")
                        .body()
                        .at("/metadata/owner")
                        .asText())
                .isEqualTo("approver");
        assertThat(builder.send("PUT", path, Map.of("owner", "builder")).status())
                .isEqualTo(403);
    }

    @Test
    void makesTheDeputyTheOwnerWhenTheOwnerLeaves() {
        create("left-" + mark, "viewer", "operator");
        KnownPeople.GONE.add("viewer");

        departures.look(Instant.now());

        JsonNode line = line(builder, "left-" + mark);
        assertThat(line.path("owner").asText()).isEqualTo("operator");
        assertThat(line.has("deputy")).isFalse();
        assertThat(card("UNOWNED", "left-" + mark).isMissingNode()).isTrue();
    }

    @Test
    void suspendsAfterTheGraceTimeWhatNobodyTakesOver() {
        String agent = active("alone-" + mark, "viewer", "viewer");
        KnownPeople.GONE.add("viewer");
        Instant now = Instant.now();

        departures.look(now);
        assertThat(card("UNOWNED", "alone-" + mark).path("says").asText())
                .contains("viewer is disabled or gone")
                .contains("suspended on " + LocalDate.ofInstant(now.plus(Duration.ofDays(14)), ZoneOffset.UTC));
        departures.look(now.plus(Duration.ofDays(13)));
        assertThat(builder.get(agent).text("state")).isEqualTo("ACTIVE");
        departures.look(now.plus(Duration.ofDays(15)));

        assertThat(builder.get(agent).text("state")).isEqualTo("SUSPENDED");
        JsonNode moves = builder.get(agent + "/versions/1").body().path("moves");
        assertThat(moves.get(moves.size() - 1).path("by").asText()).isEqualTo("service:tandem-registry");
        assertThat(moves.get(moves.size() - 1).path("reason").asText()).contains("nobody took it over within 14 days");

        assertThat(stranger.post("/api/v1/board", act("UNOWNED", "alone-" + mark))
                        .status())
                .isEqualTo(404);
        assertThat(approver.post("/api/v1/board", act("UNOWNED", "alone-" + mark))
                        .status())
                .isEqualTo(200);
        assertThat(builder.get(agent).text("owner")).isEqualTo("approver");
        assertThat(card("UNOWNED", "alone-" + mark).isMissingNode()).isTrue();
    }

    @Test
    void takesTheNoticeAwayWhenTheOwnerIsBack() {
        create("back-" + mark, "viewer", "viewer");
        KnownPeople.GONE.add("viewer");
        departures.look(Instant.now());
        assertThat(card("UNOWNED", "back-" + mark).isObject()).isTrue();
        KnownPeople.GONE.clear();

        departures.look(Instant.now());

        assertThat(card("UNOWNED", "back-" + mark).isMissingNode()).isTrue();
        assertThat(builder.post("/api/v1/board/owners", "").status()).isEqualTo(403);
        assertThat(admin.post("/api/v1/board/owners", "").status()).isEqualTo(200);
    }

    @Test
    void showsWhatIsDormantAndSuspendsIt() {
        String agent = active("idle-" + mark, "builder", "operator");
        use("idle-" + mark, Instant.now().minus(Duration.ofDays(31)), Map.of(), Map.of());
        await(() -> card("DORMANT", "idle-" + mark).isObject());
        assertThat(builder.post("/api/v1/board", act("DORMANT", "idle-" + mark)).status())
                .isEqualTo(403);

        operator.post("/api/v1/board", act("DORMANT", "idle-" + mark));

        assertThat(builder.get(agent).text("state")).isEqualTo("SUSPENDED");
        assertThat(card("DORMANT", "idle-" + mark).isMissingNode()).isTrue();
    }

    @Test
    void showsDriftAndDuplicatesUntilSomebodyKeepsThemWithAReason() {
        active("drift-" + mark, "builder", "operator");
        create("twin-" + mark, "builder", "operator");
        use("drift-" + mark, Instant.now(), Map.of("a/read", 50), Map.of("b/send", 30));
        await(() -> card("DRIFTING", "drift-" + mark).isObject());
        assertThat(card("DRIFTING", "drift-" + mark).path("says").asText())
                .isEqualTo("100 % of its calls in the last 7 days go to other tools than in its first 28 days, most of"
                        + " them to b/send.");
        assertThat(duplicates("drift-" + mark)).contains("twin-" + mark);

        assertThat(builder.post("/api/v1/board", Map.of("kind", "DRIFTING", "agent", "drift-" + mark))
                        .text("field"))
                .isEqualTo("reason");
        builder.post("/api/v1/board", act("DRIFTING", "drift-" + mark));
        builder.post(
                "/api/v1/board",
                Map.of(
                        "kind",
                        "DUPLICATE",
                        "agent",
                        "drift-" + mark,
                        "other",
                        "twin-" + mark,
                        "reason",
                        "two countries"));

        assertThat(card("DRIFTING", "drift-" + mark).isMissingNode()).isTrue();
        assertThat(duplicates("drift-" + mark)).doesNotContain("twin-" + mark);
    }

    @Test
    void showsWhatIsOnKafkaAndNotRegistered() {
        broker.ensure(Map.of(Topic.A2A_AGENT_INBOX.named("wild-" + mark), Topic.A2A_AGENT_INBOX));

        await(() -> card("UNMANAGED", "wild-" + mark).isObject());

        assertThat(card("UNMANAGED", "wild-" + mark).path("action").asText()).isEqualTo("REGISTER");
        create("wild-" + mark, "builder", "operator");
        assertThat(card("UNMANAGED", "wild-" + mark).isMissingNode()).isTrue();
    }

    private Map<String, String> act(String kind, String agent) {
        return Map.of("kind", kind, "agent", agent, "reason", "looked at it");
    }

    private JsonNode line(RegistryClient by, String name) {
        return found(by.get("/api/v1/inventory").body().path("items"), "name", name);
    }

    /// As an operator sees it.
    private JsonNode card(String kind, String agent) {
        JsonNode items = operator.get("/api/v1/board").body().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(card -> card.path("kind").asText().equals(kind)
                        && card.path("agent").asText().equals(agent))
                .findFirst()
                .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    private List<String> duplicates(String agent) {
        return StreamSupport.stream(
                        operator.get("/api/v1/board").body().path("items").spliterator(), false)
                .filter(card -> card.path("kind").asText().equals("DUPLICATE")
                        && card.path("agent").asText().equals(agent))
                .map(card -> card.path("other").asText())
                .toList();
    }

    private static JsonNode found(JsonNode items, String field, String value) {
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path(field).asText().equals(value))
                .findFirst()
                .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    private void use(String agent, Instant last, Map<String, Integer> then, Map<String, Integer> now) {
        send(
                Topic.AGENT_USE,
                agent,
                new AgentUse(
                        1,
                        agent,
                        "sales",
                        last,
                        7,
                        new Money(new BigDecimal("1.5"), "EUR"),
                        then,
                        now,
                        null,
                        null,
                        Instant.now()));
    }

    private String active(String name, String owner, String deputy) {
        String agent = create(name, owner, deputy);
        String version = agent + "/versions/1";
        String digest = builder.post(agent + "/versions", "").text("digest");
        builder.move(version, "IN_EVALUATION");
        send(
                Topic.EVALUATION_RESULTS,
                name + "@1",
                new EvaluationResult(
                        1,
                        UUID.randomUUID().toString(),
                        name,
                        "1",
                        digest,
                        "sales",
                        true,
                        3,
                        3,
                        1,
                        "test",
                        null,
                        null,
                        "As the test says.",
                        true,
                        Instant.now()));
        await(() -> builder.get(version).text("state").equals("IN_REVIEW"));
        assertThat(approver.move(version, "ACTIVE").status()).isEqualTo(200);
        return agent;
    }

    private String create(String name, String owner, String deputy) {
        Answer made = builder.post("/api/v1/agents", """
                {"apiVersion": "tandem.io/v1", "kind": "Agent",
                 "metadata": {"name": "%s", "team": "sales", "owner": "%s", "deputy": "%s"},
                 "spec": {"purpose": "Watches %s pumps, valves and tanks of the plant", "instructions": "Be brief.",
                   "evaluation": {"cases": [
                     {"id": "one", "input": "Say hello", "expect": [{"contains": "hello"}]},
                     {"id": "two", "input": "Say yes", "expect": [{"contains": "yes"}]},
                     {"id": "no", "input": "Delete everything", "expect": [{"refused": true}]}]}}}
                """.formatted(name, owner, deputy, mark));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return "/api/v1/agents/" + name;
    }

    private void send(Topic topic, String key, Object value) {
        broker.producer("test").send(new ProducerRecord<>(topic.topicName(), key, EventJson.write(value)));
        broker.producer("test").flush();
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited for 20 seconds").isBefore(end);
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(50).toNanos());
        }
    }
}
