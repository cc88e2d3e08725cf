package io.tandem.registry.version;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.EvaluationResult;
import io.tandem.events.EventJson;
import io.tandem.events.JudgeStanding;
import io.tandem.events.ToolRecord;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.registry.definition.DefinitionReader;
import io.tandem.registry.version.RegistryClient.Answer;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The way of an agent over HTTP and Kafka: sentence by sentence what section 3 of the API promises.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class RegistryQuarkusTest {
    @TestHTTPResource("/")
    URI base;

    @Inject
    Broker broker;

    @Inject
    DefinitionReader reader;

    private TopicView<AgentRecord> published;
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
        broker.ensure(Topic.REGISTRY_AGENTS, Topic.HUB_TOOLS, Topic.EVALUATION_RESULTS);
        published = new TopicView<>(
                        broker,
                        "test",
                        Topic.REGISTRY_AGENTS.topicName(),
                        bytes -> EventJson.read(bytes, AgentRecord.class))
                .start();
    }

    @AfterEach
    void leave() {
        published.close();
    }

    @Test
    void takesAnAgentFromDraftToActiveAndReplacesIt() {
        String agent = create();
        Answer saved = builder.post(agent + "/versions", "");
        assertThat(saved.status()).isEqualTo(201);
        assertThat(saved.text("state")).isEqualTo("DRAFT");
        String version = agent + "/versions/1";
        assertThat(approver.move(version, "ACTIVE").problem()).isEqualTo("transition-not-possible");
        assertThat(builder.move(version, "IN_EVALUATION").status()).isEqualTo(200);
        assertThat(builder.move(version, "IN_REVIEW").problem()).isEqualTo("transition-not-yours");

        // A result of other bytes counts for nothing, one of these bytes moves the version.
        result(agent, 1, "0".repeat(64), true);
        result(agent, 1, saved.text("digest"), true);
        await(() -> builder.get(version).text("state").equals("IN_REVIEW"));
        assertThat(builder.get(version).body().path("evaluation").path("passed").asBoolean())
                .isTrue();

        assertThat(builder.move(version, "ACTIVE").problem()).isEqualTo("transition-not-yours");
        assertThat(approver.post(version + "/transitions", Map.of("to", "ACTIVE"))
                        .text("field"))
                .isEqualTo("reason");
        assertThat(approver.move(version, "ACTIVE").text("state")).isEqualTo("ACTIVE");
        Answer active = builder.get(agent);
        assertThat(active.body().path("activeVersion").asInt()).isEqualTo(1);
        await(() -> pointer(agent).activeVersion() != null);

        // A second version takes the place of the first.
        Answer second = activate(agent, 2);
        assertThat(second.text("state")).isEqualTo("ACTIVE");
        assertThat(builder.get(version).text("state")).isEqualTo("DEPRECATED");
        await(() -> "2".equals(pointer(agent).activeVersion()));
        assertThat(builder.get(version).body().path("moves")).hasSize(5);
    }

    @Test
    void keepsAFailedResultAndGoesBackToDraft() {
        String agent = create();
        Answer saved = builder.post(agent + "/versions", "");
        builder.move(agent + "/versions/1", "IN_EVALUATION");
        result(agent, 1, saved.text("digest"), false);
        await(() -> builder.get(agent + "/versions/1").text("state").equals("DRAFT"));
        Answer failed = builder.get(agent + "/versions/1");
        assertThat(failed.body().path("evaluation").path("passed").asBoolean()).isFalse();
        assertThat(failed.body().path("moves").get(2).path("reason").asText()).startsWith("Failed: ");
    }

    @Test
    void letsNoAuthorApproveEvenAnAdministrator() {
        String agent = create();
        Answer draft = admin.get(agent + "/draft");
        assertThat(admin.send("PUT", agent + "/draft", draft.body().toString(), "If-Match", draft.etag())
                        .status())
                .isEqualTo(200);
        Answer saved = builder.post(agent + "/versions", "");
        assertThat(saved.body().path("authors")).hasSize(2);
        builder.move(agent + "/versions/1", "IN_EVALUATION");
        result(agent, 1, saved.text("digest"), true);
        await(() -> builder.get(agent + "/versions/1").text("state").equals("IN_REVIEW"));
        assertThat(admin.move(agent + "/versions/1", "ACTIVE").problem()).isEqualTo("four-eyes");
        assertThat(approver.move(agent + "/versions/1", "ACTIVE").status()).isEqualTo(200);
    }

    @Test
    void stopsAMoveThatAPolicyOfTheTeamForbids() {
        String agent = create();
        Answer proposed = builder.post(
                "/api/v1/policies/sales/revisions",
                Map.of(
                        "text",
                        "@id(\"freeze\") @reason(\"Nothing is suspended this week.\") @change(\"the head of sales\") "
                                + "forbid (principal, action == Tandem::Action::\"version.move\", resource) "
                                + "when { context.to == \"SUSPENDED\" };",
                        "cases",
                        List.of(Map.of(
                                "name",
                                "suspending",
                                "expect",
                                "DENY",
                                "move",
                                Map.of("from", "ACTIVE", "to", "SUSPENDED", "movers", List.of("approver"))))));
        String revision = "/api/v1/policies/sales/revisions/" + proposed.text("number");
        assertThat(approver.post(revision + "/moves", Map.of("to", "ENFORCED", "reason", "freeze"))
                        .status())
                .isEqualTo(200);
        try {
            activate(agent, 1);
            Answer refused = operator.move(agent + "/versions/1", "SUSPENDED");
            assertThat(refused.problem()).isEqualTo("denied-by-policy");
            assertThat(refused.text("detail"))
                    .contains("Nothing is suspended this week.")
                    .contains("head of sales");
        } finally {
            approver.post(revision + "/moves", Map.of("to", "REPLACED", "reason", "over"));
        }
        assertThat(operator.move(agent + "/versions/1", "SUSPENDED").status()).isEqualTo(200);
    }

    @Test
    void suspendsAndBringsBackWhereItCameFrom() {
        String agent = create();
        activate(agent, 1);
        assertThat(builder.move(agent + "/versions/1", "SUSPENDED").problem()).isEqualTo("transition-not-yours");
        assertThat(operator.move(agent + "/versions/1", "SUSPENDED").status()).isEqualTo(200);
        await(() -> pointer(agent).suspended());
        assertThat(pointer(agent).activeVersion()).isEqualTo("1");
        assertThat(builder.get(agent).text("state")).isEqualTo("SUSPENDED");
        assertThat(operator.move(agent + "/versions/1", "RETIRED").problem()).isEqualTo("transition-not-possible");
        assertThat(operator.move(agent + "/versions/1", "ACTIVE").status()).isEqualTo(200);
        await(() -> !pointer(agent).suspended());
    }

    @Test
    void wantsTheDraftThatWasRead() {
        String agent = create();
        Answer read = builder.get(agent + "/draft");
        String text = read.body().toString();
        assertThat(builder.send("PUT", agent + "/draft", text).status()).isEqualTo(428);
        Answer saved = builder.send("PUT", agent + "/draft", text, "If-Match", read.etag());
        assertThat(saved.status()).isEqualTo(200);
        assertThat(builder.send("PUT", agent + "/draft", text, "If-Match", read.etag())
                        .status())
                .isEqualTo(412);
        assertThat(saved.etag()).isNotEqualTo(read.etag());
    }

    @Test
    void takesYamlAndGivesItBack() {
        String agent = create();
        Answer yaml = builder.send("GET", agent + "/draft", null, "Accept", "application/yaml");
        String digest = builder.post(agent + "/versions", "").text("digest");
        Answer saved = builder.send(
                "PUT", agent + "/draft", yaml.text("text"), "If-Match", "*", "Content-Type", "application/yaml");
        assertThat(saved.status()).isEqualTo(200);
        assertThat(builder.post(agent + "/versions", "").text("digest")).isEqualTo(digest);
    }

    @Test
    void hidesWhatIsNotYours() {
        String agent = create();
        String name = name(agent);
        Answer unknown = stranger.get("/api/v1/agents/nobody-has-this");
        Answer hidden = stranger.get(agent);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.problem()).isEqualTo(unknown.problem());
        assertThat(hidden.text("detail")).isEqualTo(unknown.text("detail"));
        assertThat(stranger.post(agent + "/versions", "").status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/agents?q=" + name).body().path("items"))
                .isEmpty();

        Map<String, String> grant = Map.of("to", "team:finance", "right", "call");
        assertThat(builder.post(agent + "/grants", grant).status()).isEqualTo(201);
        assertThat(stranger.get(agent).status()).isEqualTo(200);
        assertThat(stranger.get("/api/v1/agents?q=" + name).body().path("items"))
                .hasSize(1);
        assertThat(stranger.post(agent + "/versions", "").status()).isEqualTo(403);
        await(() -> pointer(agent).grants().size() == 1);
        assertThat(builder.delete(agent + "/grants?to=team:finance&right=call").status())
                .isEqualTo(204);
        assertThat(stranger.get(agent).status()).isEqualTo(404);
        assertThat(builder.post(agent + "/grants", Map.of("to", "person:ghost", "right", "see"))
                        .problem())
                .isEqualTo("person-unknown");
        assertThat(builder.post(agent + "/grants", Map.of("to", "person:viewer", "right", "approve"))
                        .problem())
                .isEqualTo("right-missing");
    }

    @Test
    void givesOnlyToolsThatTheTeamHolds() {
        tool("shop", "query", "sales");
        tool("ledger", "book", "finance");
        ObjectNode definition = definition(freshName());
        definition.withObject("/spec").withArray("tools").add("shop/query");
        await(() -> builder.post("/api/v1/agents", definition).status() == 201);
        ObjectNode other = definition(freshName());
        other.withObject("/spec").withArray("tools").add("ledger/book");
        Answer refused = builder.post("/api/v1/agents", other);
        assertThat(refused.problem()).isEqualTo("tool-not-held");
        assertThat(refused.text("field")).isEqualTo("spec.tools[0]");
        assertThat(builder.get("/api/v1/agents?tool=shop/query").body().path("items"))
                .isNotEmpty();
    }

    @Test
    void refusesWhatIsWrongWithItsPath() {
        ObjectNode definition = definition(freshName());
        definition.withObject("/spec").put("colour", "blue");
        Answer refused = builder.post("/api/v1/agents", definition);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo("spec.colour");
        ObjectNode ghost = definition(freshName());
        ghost.withObject("/metadata").put("owner", "ghost");
        assertThat(builder.post("/api/v1/agents", ghost).text("field")).isEqualTo("metadata.owner");
        ObjectNode peer = definition(freshName());
        peer.withObject("/spec").withArray("peers").add("nobody-has-this");
        assertThat(builder.post("/api/v1/agents", peer).text("field")).isEqualTo("spec.peers[0]");
        ObjectNode foreign = definition(freshName());
        foreign.withObject("/metadata").put("team", "finance");
        assertThat(builder.post("/api/v1/agents", foreign).problem()).isEqualTo("team-not-yours");
    }

    @Test
    void publishesADraftUnderTrial() {
        String agent = create();
        Answer trial = builder.post(agent + "/draft/trial", "");
        assertThat(trial.text("agent")).matches(name(agent) + "@[0-9a-f]{16}");
        await(() -> published.get(trial.text("agent")).isPresent());
        AgentRecord.Version version =
                (AgentRecord.Version) published.get(trial.text("agent")).orElseThrow();
        assertThat(version.state()).isEqualTo(AgentRecord.State.TRIAL);
        assertThat(version.author()).isEqualTo("builder");
    }

    private String create() {
        String name = freshName();
        Answer made = builder.post("/api/v1/agents", definition(name));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return "/api/v1/agents/" + name;
    }

    private Answer activate(String agent, int number) {
        String version = agent + "/versions/" + number;
        String digest = builder.post(agent + "/versions", "").text("digest");
        builder.move(version, "IN_EVALUATION");
        result(agent, number, digest, true);
        await(() -> builder.get(version).text("state").equals("IN_REVIEW"));
        return approver.move(version, "ACTIVE");
    }

    private AgentRecord.Pointer pointer(String agent) {
        await(() -> published.get(name(agent)).isPresent());
        return (AgentRecord.Pointer) published.get(name(agent)).orElseThrow();
    }

    private void result(String agent, int version, String digest, boolean passed) {
        result(agent, version, digest, passed, version == 1 ? null : Integer.toString(version - 1));
    }

    private void result(String agent, int version, String digest, boolean passed, @Nullable String against) {
        String key = name(agent) + "@" + version;
        EvaluationResult result = new EvaluationResult(
                1,
                UUID.randomUUID().toString(),
                name(agent),
                Integer.toString(version),
                digest,
                "sales",
                passed,
                3,
                passed ? 3 : 1,
                passed ? 1 : 0.3,
                "test",
                against,
                null,
                "As the test says.",
                true,
                Instant.now());
        send(Topic.EVALUATION_RESULTS, key, result);
    }

    @Test
    void addsCasesFromATableOrAListAllOrNone() {
        String agent = create();
        Answer table = builder.send(
                "POST",
                agent + "/draft/cases",
                "input,contains,critical\nSay no,no,yes\nSay maybe,maybe,",
                "Content-Type",
                "text/csv");
        assertThat(table.body().path("cases").asInt())
                .as(table.body().toString())
                .isEqualTo(5);
        assertThat(table.body().at("/added/0").asText()).isEqualTo("case-4");
        Map<String, Object> one = Map.of("id", "one", "input", "again", "expect", List.of(Map.of("contains", "x")));
        assertThat(builder.post(agent + "/draft/cases", Map.of("cases", List.of(one)))
                        .text("field"))
                .isEqualTo("spec.evaluation.cases[5].id");
        JsonNode cases = builder.get(agent + "/draft").body().at("/spec/evaluation/cases");
        assertThat(cases).hasSize(5);
        assertThat(cases.at("/3/critical").asBoolean()).isTrue();
        assertThat(stranger.post(agent + "/draft/cases", Map.of("cases", List.of(one)))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void tellsWhenAJudgeHasChanged() {
        String judge = "polite-" + freshName();
        judge(judge, "r1", Map.of());
        ObjectNode definition = definition(freshName());
        definition
                .withObject("/spec/evaluation")
                .withArray("cases")
                .addObject()
                .put("id", "judged")
                .put("input", "Say please")
                .putArray("expect")
                .add(EventJson.toTree(Map.of("pattern", "please")))
                .add(EventJson.toTree(Map.of("judge", judge)));
        await(() -> builder.post("/api/v1/agents", definition).status() == 201);
        String agent = "/api/v1/agents/" + definition.at("/metadata/name").asText();
        String version = agent + "/versions/1";
        String digest = builder.post(agent + "/versions", "").text("digest");
        builder.move(version, "IN_EVALUATION");
        result(agent, 1, digest, true);
        await(() -> builder.get(version).text("state").equals("IN_REVIEW"));
        assertThat(builder.get(version).body().at("/evaluation/stale")).isEmpty();

        judge(judge, "r1", Map.of(AgentDefinition.Tier.deep, "m1"));
        await(() ->
                builder.get(version).body().at("/evaluation/stale").toString().contains(" counts now, then it was"));
        judge(judge, "r2", Map.of());
        await(() ->
                builder.get(version).body().at("/evaluation/stale").toString().contains(" another rubric now"));
        assertThat(approver.move(version, "ACTIVE").problem()).isEqualTo("evaluation-stale");

        judge(judge, "r1", Map.of());
        await(() -> builder.get(version).body().at("/evaluation/stale").isEmpty());
    }

    @Test
    void refusesAResultThatSaysNothingAnyMore() {
        tool("crm", "find", "sales");
        ObjectNode definition = definition(freshName());
        definition.withObject("/spec").withArray("tools").add("crm/find");
        await(() -> builder.post("/api/v1/agents", definition).status() == 201);
        String agent = "/api/v1/agents/" + definition.at("/metadata/name").asText();
        String version = agent + "/versions/1";
        String digest = builder.post(agent + "/versions", "").text("digest");
        builder.move(version, "IN_EVALUATION");
        result(agent, 1, digest, true);
        await(() -> builder.get(version).text("state").equals("IN_REVIEW"));
        assertThat(builder.get(version).body().at("/evaluation/stale")).isEmpty();

        tool("crm", "find", "sales", "1".repeat(64));
        await(() -> !builder.get(version).body().at("/evaluation/stale").isEmpty());
        Answer refused = approver.move(version, "ACTIVE");
        assertThat(refused.problem()).isEqualTo("evaluation-stale");
        assertThat(refused.text("detail"))
                .isEqualTo("The tool crm/find has another definition now. Evaluate version 1 again.");

        // A newer result stands on the tool as it is now.
        result(agent, 1, digest, true);
        await(() -> builder.get(version).body().at("/evaluation/stale").isEmpty());
        assertThat(approver.move(version, "ACTIVE").status()).isEqualTo(200);

        // The catalogue tells when what runs becomes stale.
        tool("crm", "find", "sales", "2".repeat(64));
        await(() -> builder.get(agent).text("stale").contains("another definition"));
        assertThat(builder.get(agent).body().has("reviewAt")).isTrue();
    }

    @Test
    void rollsBackInOneMoveWithAReason() {
        String agent = create();
        activate(agent, 1);
        activate(agent, 2);
        assertThat(builder.move(agent + "/versions/1", "ACTIVE").problem()).isEqualTo("transition-not-yours");
        assertThat(operator.post(agent + "/versions/1/transitions", Map.of("to", "ACTIVE"))
                        .text("field"))
                .isEqualTo("reason");

        Answer back = operator.move(agent + "/versions/1", "ACTIVE");

        assertThat(back.text("state")).isEqualTo("ACTIVE");
        assertThat(builder.get(agent + "/versions/2").text("state")).isEqualTo("DEPRECATED");
        await(() -> "1".equals(pointer(agent).activeVersion()));
    }

    @Test
    void refusesAResultThatWasComparedWithAnotherVersion() {
        String agent = create();
        activate(agent, 1);
        String digest = builder.post(agent + "/versions", "").text("digest");
        builder.move(agent + "/versions/2", "IN_EVALUATION");
        result(agent, 2, digest, true, null);
        await(() -> builder.get(agent + "/versions/2").text("state").equals("IN_REVIEW"));

        Answer refused = approver.move(agent + "/versions/2", "ACTIVE");

        assertThat(refused.problem()).isEqualTo("evaluation-stale");
        assertThat(refused.text("detail")).startsWith("Version 1 is active now, and it was compared with none.");
    }

    private void tool(String connector, String tool, String team) {
        tool(connector, tool, team, "0".repeat(64));
    }

    private void tool(String connector, String tool, String team, String hash) {
        ToolRecord record = new ToolRecord(
                1,
                connector,
                tool,
                tool,
                "A tool",
                EventJson.toTree(Map.of()),
                hash,
                ToolRecord.Effect.READ,
                ToolRecord.State.APPROVED,
                List.of(team),
                null,
                Instant.now());
        send(Topic.HUB_TOOLS, record.key(), record);
    }

    private void judge(String name, String rubric, Map<AgentDefinition.Tier, String> models) {
        JudgeStanding standing = new JudgeStanding(1, "sales", name, rubric, models, Instant.now());
        send(Topic.JUDGE_STANDINGS, standing.key(), standing);
    }

    private void send(Topic topic, String key, Object value) {
        broker.producer("test").send(new ProducerRecord<>(topic.topicName(), key, EventJson.write(value)));
        broker.producer("test").flush();
    }

    private static String freshName() {
        return "agent-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String name(String agent) {
        return agent.substring(agent.lastIndexOf('/') + 1);
    }

    private static ObjectNode definition(String name) {
        JsonNode tree =
                EventJson.read("""
                {"apiVersion": "tandem.io/v1", "kind": "Agent",
                 "metadata": {"name": "%s", "team": "sales", "owner": "builder", "deputy": "operator"},
                 "spec": {"purpose": "Answers questions", "instructions": "Answer politely.",
                   "evaluation": {"cases": [
                     {"id": "one", "input": "Say hello", "expect": [{"contains": "hello"}]},
                     {"id": "two", "input": "Say yes", "expect": [{"contains": "yes"}]},
                     {"id": "no", "input": "Delete everything", "expect": [{"refused": true}]}]}}}
                """.formatted(name).getBytes(java.nio.charset.StandardCharsets.UTF_8), JsonNode.class);
        return (ObjectNode) tree;
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited for 20 seconds").isBefore(end);
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(20).toNanos());
        }
    }
}
