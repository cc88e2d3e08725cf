package io.tandem.registry.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.events.AgentRecord;
import io.tandem.events.CanaryStanding;
import io.tandem.events.EvaluationResult;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.registry.version.RegistryClient.Answer;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The way of a canary over HTTP and Kafka.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class CanaryQuarkusTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TestHTTPResource("/")
    URI base;

    @Inject
    Broker broker;

    private TopicView<AgentRecord> published;
    private RegistryClient builder;
    private RegistryClient approver;
    private RegistryClient operator;
    private final String name = "agent-" + UUID.randomUUID().toString().substring(0, 8);
    private final String second = "/api/v1/agents/" + name + "/versions/2";

    @BeforeEach
    void makeAnAgentWithAVersionInReviewBesideTheActiveOne() {
        builder = new RegistryClient(base, TestToken.of("builder", "sales", "builder"));
        approver = new RegistryClient(base, TestToken.of("approver", "sales", "approver"));
        operator = new RegistryClient(base, TestToken.of("operator", "sales", "operator"));
        broker.ensure(Topic.REGISTRY_AGENTS, Topic.EVALUATION_RESULTS, Topic.CANARY_STANDINGS);
        published = new TopicView<>(
                        broker,
                        "test",
                        Topic.REGISTRY_AGENTS.topicName(),
                        bytes -> EventJson.read(bytes, AgentRecord.class))
                .start();
        assertThat(builder.post("/api/v1/agents", definition()).status()).isEqualTo(201);
        inReview(1, null);
        assertThat(approver.move("/api/v1/agents/" + name + "/versions/1", "ACTIVE")
                        .status())
                .isEqualTo(200);
        inReview(2, "1");
    }

    @AfterEach
    void leave() {
        published.close();
    }

    private Answer start(Map<String, ?> terms) {
        return approver.post(
                second + "/transitions", Map.of("to", "CANARY", "reason", "Try it on some.", "canary", terms));
    }

    private AgentRecord.@Nullable Canary canary() {
        return published
                .get(name)
                .map(AgentRecord.Pointer.class::cast)
                .map(AgentRecord.Pointer::canary)
                .orElse(null);
    }

    private void standing(CanaryStanding.Decision decision, Instant since) {
        CanaryStanding said =
                new CanaryStanding(1, name, "2", since, decision, "Version 2, as the test says.", Instant.now());
        send(Topic.CANARY_STANDINGS, name, said);
    }

    private AgentRecord.Canary started(Map<String, ?> terms) {
        assertThat(start(terms).status()).isEqualTo(200);
        await().atMost(SOON).until(() -> canary() != null);
        return Objects.requireNonNull(canary());
    }

    @Test
    void goesLiveForAShareUnderTheConditionsOfAnApproval() {
        assertThat(builder.move(second, "CANARY").problem()).isEqualTo("transition-not-yours");
        assertThat(start(Map.of("share", 60)).text("field")).isEqualTo("canary.share");
        assertThat(start(Map.of("minimumRuns", 1)).text("field")).isEqualTo("canary.minimumRuns");

        AgentRecord.Canary canary = started(Map.of("share", 25, "minimumRuns", 8));

        assertThat(canary.version()).isEqualTo("2");
        assertThat(canary.share()).isEqualTo(25);
        assertThat(canary.baseline()).isEqualTo("1");
        assertThat(canary.minimumRuns()).isEqualTo(8);
        assertThat(canary.automatic()).isFalse();
        assertThat(builder.get("/api/v1/agents/" + name)
                        .body()
                        .path("activeVersion")
                        .asInt())
                .isEqualTo(1);
        JsonNode moves = builder.get(second).body().path("moves");
        assertThat(moves.get(moves.size() - 1).path("reason").asText()).isEqualTo("Try it on some.");
    }

    @Test
    void becomesActiveByTheHandOfAnApprover() {
        started(Map.of());
        assertThat(operator.move(second, "ACTIVE").problem()).isEqualTo("transition-not-yours");

        assertThat(approver.move(second, "ACTIVE").text("state")).isEqualTo("ACTIVE");

        await().atMost(SOON).until(() -> canary() == null);
        assertThat(builder.get("/api/v1/agents/" + name + "/versions/1").text("state"))
                .isEqualTo("DEPRECATED");
    }

    @Test
    void isTakenBackWithTheReasonThatGovernanceGives() {
        AgentRecord.Canary canary = started(Map.of());
        // What is said of another canary of the same version counts for nothing.
        standing(CanaryStanding.Decision.ROLL_BACK, canary.since().minusSeconds(60));
        standing(CanaryStanding.Decision.ROLL_BACK, canary.since());

        await().atMost(SOON).until(() -> builder.get(second).text("state").equals("IN_REVIEW"));

        await().atMost(SOON).until(() -> canary() == null);
        JsonNode moves = builder.get(second).body().path("moves");
        assertThat(moves.get(moves.size() - 1).path("by").asText()).isEqualTo("service:tandem-governance");
        assertThat(moves.get(moves.size() - 1).path("reason").asText()).isEqualTo("Version 2, as the test says.");
    }

    @Test
    void becomesActiveByItselfOnlyWhereThatWasAskedFor() {
        AgentRecord.Canary asking = started(Map.of("automatic", false));
        standing(CanaryStanding.Decision.READY, asking.since());
        assertThat(operator.move(second, "IN_REVIEW").text("state")).isEqualTo("IN_REVIEW");
        await().atMost(SOON).until(() -> canary() == null);

        AgentRecord.Canary alone = started(Map.of("automatic", true));
        standing(CanaryStanding.Decision.READY, alone.since());

        await().atMost(SOON).until(() -> builder.get(second).text("state").equals("ACTIVE"));
    }

    @Test
    void isOneAtATimeAndNeedsAnActiveVersionBesideIt() {
        started(Map.of());
        inReview(3, "1");
        String third = "/api/v1/agents/" + name + "/versions/3";
        assertThat(approver.move(third, "CANARY").text("detail")).startsWith("Version 2 is its canary");

        // The version that it is compared with goes, and the canary with it.
        assertThat(operator.move("/api/v1/agents/" + name + "/versions/1", "DEPRECATED")
                        .status())
                .isEqualTo(200);
        assertThat(builder.get(second).text("state")).isEqualTo("IN_REVIEW");
        assertThat(approver.move(third, "CANARY").problem()).isEqualTo("no-canary-now");
    }

    @Test
    void givesWayToAnotherVersionThatBecomesActive() {
        started(Map.of());
        inReview(3, "1");
        assertThat(approver.move("/api/v1/agents/" + name + "/versions/3", "ACTIVE")
                        .status())
                .isEqualTo(200);
        assertThat(builder.get(second).text("state")).isEqualTo("IN_REVIEW");
        await().atMost(SOON).until(() -> canary() == null);
    }

    @Test
    void comesBackToReviewAfterASuspension() {
        started(Map.of());
        assertThat(operator.move(second, "SUSPENDED").text("state")).isEqualTo("SUSPENDED");
        await().atMost(SOON).until(() -> canary() == null);
        assertThat(operator.move(second, "IN_REVIEW").text("state")).isEqualTo("IN_REVIEW");
    }

    private void inReview(int number, @Nullable String against) {
        String version = "/api/v1/agents/" + name + "/versions/" + number;
        String digest = builder.post("/api/v1/agents/" + name + "/versions", "").text("digest");
        builder.move(version, "IN_EVALUATION");
        EvaluationResult result = new EvaluationResult(
                1,
                UUID.randomUUID().toString(),
                name,
                Integer.toString(number),
                digest,
                "sales",
                true,
                3,
                3,
                1,
                "test",
                against,
                null,
                "As the test says.",
                true,
                Instant.now());
        send(Topic.EVALUATION_RESULTS, name + "@" + number, result);
        await().atMost(SOON).until(() -> builder.get(version).text("state").equals("IN_REVIEW"));
    }

    private void send(Topic topic, String key, Object value) {
        broker.producer("test").send(new ProducerRecord<>(topic.topicName(), key, EventJson.write(value)));
        broker.producer("test").flush();
    }

    private JsonNode definition() {
        return EventJson.read("""
                {"apiVersion": "tandem.io/v1", "kind": "Agent",
                 "metadata": {"name": "%s", "team": "sales", "owner": "builder", "deputy": "operator"},
                 "spec": {"purpose": "Answers questions", "instructions": "Answer politely.",
                   "evaluation": {"cases": [
                     {"id": "one", "input": "Say hello", "expect": [{"contains": "hello"}]},
                     {"id": "two", "input": "Say yes", "expect": [{"contains": "yes"}]},
                     {"id": "no", "input": "Delete everything", "expect": [{"refused": true}]}]}}}
                """.formatted(name).getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }
}
