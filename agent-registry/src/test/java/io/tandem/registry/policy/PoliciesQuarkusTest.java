package io.tandem.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.events.EventJson;
import io.tandem.events.PolicyRecord;
import io.tandem.events.ToolRecord;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.policy.PolicyText;
import io.tandem.registry.version.RealParts;
import io.tandem.registry.version.RegistryClient;
import io.tandem.registry.version.RegistryClient.Answer;
import io.tandem.registry.version.TestToken;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The way of a team's policies over HTTP to the topic that gates read.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class PoliciesQuarkusTest {
    private static final String SALES = "/api/v1/policies/sales";
    private static final String CAP = """
            @id("refund-cap") @reason("Refunds end at 100 euros.")
            forbid (principal, action == Tandem::Action::"till/refund", resource)
            when { context.arguments.amount.greaterThan(decimal("100.0")) };
            """;
    private static final Map<String, ?> OVER = aCase("over the cap", "150", "DENY");
    private static final Map<String, ?> WITHIN = aCase("within the cap", "50", "ALLOW");

    @TestHTTPResource("/")
    URI base;

    @Inject
    Broker broker;

    private TopicView<PolicyRecord> published;
    private RegistryClient builder;
    private RegistryClient approver;
    private RegistryClient viewer;
    private RegistryClient stranger;
    private RegistryClient lead;

    private static Map<String, ?> aCase(String name, String amount, String expect) {
        return Map.of(
                "name",
                name,
                "expect",
                expect,
                "tool",
                Map.of("tool", "till/refund", "arguments", Map.of("amount", Double.parseDouble(amount))));
    }

    @BeforeEach
    void signIn() {
        builder = new RegistryClient(base, TestToken.of("builder", "sales", "builder"));
        approver = new RegistryClient(base, TestToken.of("approver", "sales", "approver"));
        lead = new RegistryClient(base, TestToken.of("lead", "sales", "builder", "approver"));
        viewer = new RegistryClient(base, TestToken.of("viewer", "sales", "viewer"));
        stranger = new RegistryClient(base, TestToken.of("builder2", "finance", "builder", "approver"));
        broker.ensure(Topic.REGISTRY_POLICIES, Topic.HUB_TOOLS);
        published = new TopicView<>(
                        broker,
                        "test",
                        Topic.REGISTRY_POLICIES.topicName(),
                        bytes -> EventJson.read(bytes, PolicyRecord.class))
                .start();
        JsonNode schema = EventJson.read(
                "{\"type\":\"object\",\"required\":[\"amount\"],\"properties\":{\"amount\":{\"type\":\"number\"}}}"
                        .getBytes(StandardCharsets.UTF_8),
                JsonNode.class);
        ToolRecord refund = new ToolRecord(
                1,
                "till",
                "refund",
                "Refund",
                "Gives money back",
                schema,
                "1".repeat(64),
                ToolRecord.Effect.READ,
                ToolRecord.State.APPROVED,
                List.of("sales"),
                null,
                Instant.now());
        broker.producer("test")
                .send(new ProducerRecord<>(Topic.HUB_TOOLS.topicName(), refund.key(), EventJson.write(refund)));
        broker.producer("test").flush();
        await().until(() -> builder.get(SALES + "/schema").text("schema").contains("till/refund"));
    }

    @AfterEach
    void leave() {
        published.close();
    }

    private static Map<String, ?> draft(String text, Map<String, ?>... cases) {
        return Map.of("text", text, "cases", List.of(cases), "note", "A cap");
    }

    private String proposed(RegistryClient by) {
        Answer kept = by.post(SALES + "/revisions", draft(CAP, OVER, WITHIN));
        assertThat(kept.status()).as(kept.body().toString()).isEqualTo(201);
        return SALES + "/revisions/" + kept.text("number");
    }

    private static Answer move(RegistryClient by, String revision, String to) {
        return by.post(revision + "/moves", Map.of("to", to, "reason", "because"));
    }

    @Test
    void reachTheGatesOnceAnotherPersonPutsThemInForce() {
        String revision = proposed(builder);
        assertThat(builder.get(revision).text("state")).isEqualTo("PROPOSED");

        assertThat(move(approver, revision, "OBSERVED").text("state")).isEqualTo("OBSERVED");
        await().until(() -> sales().map(PolicyRecord::observed).isPresent());
        assertThat(move(approver, revision, "ENFORCED").text("state")).isEqualTo("ENFORCED");

        String hash = builder.get(revision).text("hash");
        assertThat(hash).isEqualTo(PolicyText.hash(CAP));
        await().atMost(Duration.ofSeconds(5)).until(() -> sales().map(PolicyRecord::enforced)
                .filter(enforced -> enforced.hash().equals(hash))
                .isPresent());

        String next = proposed(builder);
        move(approver, next, "ENFORCED");
        assertThat(builder.get(revision).text("state")).isEqualTo("REPLACED");
        assertThat(move(approver, revision, "ENFORCED").text("state")).isEqualTo("ENFORCED");
        assertThat(move(approver, revision, "REPLACED").status()).isEqualTo(200);
        await().until(() -> sales().isPresent() && sales().get().enforced() == null);
    }

    private Optional<PolicyRecord> sales() {
        return published.get("sales");
    }

    @Test
    void areNeverPutInForceByTheirAuthor() {
        String revision = proposed(lead);

        assertThat(move(lead, revision, "OBSERVED").problem()).isEqualTo("policy-four-eyes");
        assertThat(move(lead, revision, "ENFORCED").problem()).isEqualTo("policy-four-eyes");
        assertThat(move(builder, revision, "ENFORCED").problem()).isEqualTo("policy-not-yours");
        assertThat(move(approver, revision, "WITHDRAWN").problem()).isEqualTo("policy-not-yours");
        assertThat(move(lead, revision, "WITHDRAWN").status()).isEqualTo(200);
        assertThat(move(approver, revision, "ENFORCED").problem()).isEqualTo("policy-move-not-possible");
    }

    @Test
    void areRefusedWithWhatIsWrong() {
        Answer mistyped = builder.post(
                SALES + "/revisions",
                draft(
                        "@id(\"x\") forbid (principal, action == Tandem::Action::\"till/refund\", resource)"
                                + " when { context.arguments.amuont.greaterThan(decimal(\"1.0\")) };",
                        OVER));
        assertThat(mistyped.problem()).isEqualTo("policy-invalid");
        assertThat(mistyped.text("detail")).contains("amuont").contains("amount");

        Answer unreadable = builder.post(SALES + "/revisions", draft("forbid (principal;", OVER));
        assertThat(unreadable.problem()).isEqualTo("policy-invalid");

        Answer wrong = builder.post(SALES + "/revisions", draft(CAP, aCase("expects too much", "150", "ALLOW")));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("detail")).contains("expects too much").contains("Refunds end at 100 euros.");

        assertThat(builder.post(SALES + "/revisions", draft(CAP)).text("field")).isEqualTo("cases");
        assertThat(viewer.post(SALES + "/revisions", draft(CAP, OVER)).problem())
                .isEqualTo("policy-not-yours");
    }

    @Test
    void areTriedOutWithoutBeingKept() {
        Answer report = viewer.post(SALES + "/check", draft(CAP, OVER, WITHIN));

        assertThat(report.body().path("ready").asBoolean()).isTrue();
        assertThat(report.body()
                        .path("cases")
                        .path(0)
                        .path("decision")
                        .path("because")
                        .path(0)
                        .path("says")
                        .asText())
                .isEqualTo("Refunds end at 100 euros.");
    }

    @Test
    void lookToStrangersLikeThoseOfNoTeam() {
        Answer theirs = stranger.get(SALES);
        Answer nobodys = stranger.get("/api/v1/policies/nobody");

        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.text("detail")).isEqualTo(nobodys.text("detail"));
        assertThat(stranger.post(SALES + "/revisions", draft(CAP, OVER)).status())
                .isEqualTo(404);
    }
}
