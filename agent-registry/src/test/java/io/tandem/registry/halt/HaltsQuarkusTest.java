package io.tandem.registry.halt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.events.EventJson;
import io.tandem.events.Halt;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.registry.version.RealParts;
import io.tandem.registry.version.RegistryClient;
import io.tandem.registry.version.RegistryClient.Answer;
import io.tandem.registry.version.TestToken;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Kill switches over HTTP to the topic that gates read.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class HaltsQuarkusTest {
    private static final String HALTS = "/api/v1/halts";
    private static final String DEFINITION = """
            {"apiVersion": "tandem.io/v1", "kind": "Agent",
             "metadata": {"name": "%s", "team": "sales", "owner": "builder", "deputy": "operator"},
             "spec": {"purpose": "Does what tests ask for", "instructions": "Answer.", "tier": "fast", "risk": "low",
                      "evaluation": {"cases": [
                          {"id": "one", "input": "Say hello", "expect": [{"contains": "hello"}]},
                          {"id": "two", "input": "Say yes", "expect": [{"contains": "yes"}]},
                          {"id": "no", "input": "Delete everything", "expect": [{"refused": true}]}]}}}""";

    @TestHTTPResource("/")
    URI base;

    @Inject
    Broker broker;

    private final List<JsonNode> audited = new CopyOnWriteArrayList<>();
    private TopicView<Halt> published;
    private TopicView<JsonNode> audit;
    private RegistryClient admin;
    private RegistryClient builder;
    private RegistryClient operator;
    private RegistryClient approver;
    private RegistryClient stranger;

    @BeforeEach
    void signIn() {
        admin = new RegistryClient(base, TestToken.of("admin", "sales", "admin"));
        builder = new RegistryClient(base, TestToken.of("builder", "sales", "builder"));
        operator = new RegistryClient(base, TestToken.of("operator", "sales", "operator"));
        approver = new RegistryClient(base, TestToken.of("approver", "sales", "approver"));
        stranger = new RegistryClient(base, TestToken.of("builder2", "finance", "builder", "operator", "approver"));
        broker.ensure(Topic.REGISTRY_HALTS, Topic.AUDIT_REGISTRY);
        published = new TopicView<>(
                        broker, "test", Topic.REGISTRY_HALTS.topicName(), bytes -> EventJson.read(bytes, Halt.class))
                .start();
        audit = new TopicView<>(
                        broker,
                        "test",
                        Topic.AUDIT_REGISTRY.topicName(),
                        bytes -> EventJson.read(bytes, JsonNode.class))
                .onChange((key, event) -> {
                    if (event != null) {
                        audited.add(event);
                    }
                })
                .start();
        assertThat(builder.post("/api/v1/agents", DEFINITION.formatted("haltable"))
                        .status())
                .isIn(201, 409);
        await().until(() -> published.caughtUp());
    }

    @AfterEach
    void liftAll() {
        admin.get(HALTS)
                .body()
                .path("items")
                .forEach(one -> admin.delete(HALTS + "/" + one.path("id").asText() + "?reason=the+test+is+over"));
        published.close();
        audit.close();
    }

    private static Answer halt(RegistryClient by, String scope, String target) {
        return by.post(HALTS, Map.of("scope", scope, "target", target, "reason", "It pays twice."));
    }

    private static List<String> targets(RegistryClient of) {
        List<String> targets = new ArrayList<>();
        of.get(HALTS)
                .body()
                .path("items")
                .forEach(one -> targets.add(one.path("target").asText()));
        return targets;
    }

    private boolean told(String action, String reason) {
        return audited.stream()
                .anyMatch(event -> event.path("action").asText().equals(action)
                        && event.path("reason").asText().equals(reason)
                        && event.path("subject").asText().equals("agent haltable"));
    }

    @Test
    void reachTheGatesAndTheLedgerAndAreLifted() {
        Answer set = halt(operator, "agent", "haltable");
        assertThat(set.status()).as(set.body().toString()).isEqualTo(201);

        await().until(() -> published.get("agent:haltable").isPresent());
        assertThat(published.get("agent:haltable"))
                .get()
                .returns("person:operator", Halt::by)
                .returns("It pays twice.", Halt::reason)
                .returns("sales", Halt::team);
        await().until(() -> told("halt.set", "It pays twice."));
        assertThat(targets(builder)).containsExactly("haltable");
        assertThat(halt(approver, "agent", "haltable").problem()).isEqualTo("halt-in-force");

        String one = HALTS + "/" + set.text("id");
        assertThat(approver.delete(one).text("field")).isEqualTo("reason");
        assertThat(builder.delete(one + "?reason=please").problem()).isEqualTo("halt-not-yours");
        assertThat(approver.delete(one + "?reason=mended").status()).isEqualTo(200);

        await().until(() -> published.get("agent:haltable").isEmpty());
        await().until(() -> told("halt.lifted", "mended"));
        assertThat(targets(builder)).isEmpty();
        assertThat(approver.delete(one + "?reason=again").problem()).isEqualTo("halt-not-found");
    }

    @Test
    void areLiftedByAnAdministratorWhereOneThrewThem() {
        String one = HALTS + "/" + halt(admin, "agent", "haltable").text("id");

        assertThat(approver.delete(one + "?reason=please").problem()).isEqualTo("halt-not-yours");
        assertThat(admin.delete(one + "?reason=mended").status()).isEqualTo(200);
    }

    @Test
    void areForThoseWhoRunTheAgentAndWiderOnesForAdministrators() {
        assertThat(halt(builder, "agent", "haltable").problem()).isEqualTo("halt-not-yours");
        assertThat(halt(stranger, "agent", "haltable").problem()).isEqualTo("halt-target-unknown");
        for (String scope : List.of("team", "all")) {
            String target = scope.equals("team") ? "sales" : "platform";
            assertThat(halt(approver, scope, target).problem()).isEqualTo("halt-not-yours");
            assertThat(halt(admin, scope, target).status()).isEqualTo(201);
        }
        assertThat(targets(stranger)).containsExactly("platform");
        assertThat(targets(builder)).containsExactly("platform", "sales");
    }

    @Test
    void needAReasonAndSomethingThatIsThere() {
        for (String scope : List.of("agent", "tool", "connector", "team")) {
            assertThat(halt(admin, scope, "nothing/there").problem()).as(scope).isEqualTo("halt-target-unknown");
        }
        assertThat(admin.post(HALTS, "").text("field")).isEqualTo("scope");
        assertThat(halt(admin, "everything", "x").status()).isEqualTo(400);
        assertThat(halt(admin, "all", "haltable").status()).isEqualTo(400);
        assertThat(admin.post(HALTS, Map.of("scope", "agent", "target", "haltable", "reason", " "))
                        .text("field"))
                .isEqualTo("reason");
        assertThat(admin.post(HALTS, Map.of("scope", "agent", "reason", "why")).text("field"))
                .isEqualTo("target");
        assertThat(targets(admin)).isEmpty();
    }

    @Test
    void tellWhatTheyWouldHit() {
        Answer agent = operator.get(HALTS + "/preview?scope=agent&target=haltable");
        assertThat(agent.body().at("/agents/first/0").asText()).isEqualTo("haltable");
        assertThat(agent.body().path("halted").asBoolean()).isFalse();

        Answer all = admin.get(HALTS + "/preview?scope=all");
        assertThat(all.body().at("/agents/count").asInt()).isPositive();
        assertThat(operator.get(HALTS + "/preview?scope=all").problem()).isEqualTo("halt-not-yours");
        assertThat(published.get("agent:haltable")).isEmpty();
    }
}
