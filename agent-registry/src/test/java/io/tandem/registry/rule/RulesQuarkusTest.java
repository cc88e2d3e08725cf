package io.tandem.registry.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.events.EventJson;
import io.tandem.events.ToolRecord;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.registry.version.ModelServer;
import io.tandem.registry.version.RealParts;
import io.tandem.registry.version.RegistryClient;
import io.tandem.registry.version.RegistryClient.Answer;
import io.tandem.registry.version.TestToken;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rules over HTTP: from plain words or a form to a text that can be proposed, and back.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class RulesQuarkusTest {
    private static final String RULES = "/api/v1/policies/sales/rules";
    private static final Map<String, ?> WORDS = Map.of("words", "No payout above 1,000 EUR.");
    private static final Map<String, ?> LEFT_OPEN = Map.of("words", "No payout of 1,000 EUR and so on.");
    private static final String CAP =
            "{\"conditions\": [{\"fact\": \"amount\", \"test\": \"is above\", \"value\": \"1,000 EUR\"}]}";

    @TestHTTPResource("/")
    URI base;

    @Inject
    Broker broker;

    private RegistryClient builder;

    @BeforeEach
    void signIn() {
        ModelServer.forget();
        ModelServer.answer("rule-about", "{\"about\": \"desk/payout\"}");
        ModelServer.answer("rule-when", CAP);
        builder = new RegistryClient(base, TestToken.of("builder", "sales", "builder"));
        broker.ensure(Topic.HUB_TOOLS);
        JsonNode schema = EventJson.read(
                "{\"type\":\"object\",\"required\":[\"amount\"],\"properties\":{\"amount\":{\"type\":\"string\"}}}"
                        .getBytes(StandardCharsets.UTF_8),
                JsonNode.class);
        ToolRecord payout = new ToolRecord(
                1,
                "desk",
                "payout",
                "Payout",
                "Pays money out",
                schema,
                "2".repeat(64),
                ToolRecord.Effect.KEYED,
                ToolRecord.State.APPROVED,
                List.of("sales"),
                null,
                Instant.now());
        broker.producer("test")
                .send(new ProducerRecord<>(Topic.HUB_TOOLS.topicName(), payout.key(), EventJson.write(payout)));
        broker.producer("test").flush();
        await().until(() -> builder.get(RULES + "/vocabulary").body().toString().contains("desk/payout"));
    }

    @Test
    void plainWordsBecomeRulesThatCanBeProposed() {
        Answer draft = builder.post(RULES + "/draft", WORDS);
        assertThat(draft.status()).as(draft.body().toString()).isEqualTo(200);
        assertThat(draft.body().path("unmet")).isEmpty();
        JsonNode read = draft.body().path("rules").get(0);
        assertThat(read.path("says").asText()).isEqualTo("Denied: calls of desk/payout, when amount is above 1000.");

        Answer composed = builder.post(RULES + "/compose", Map.of("rules", List.of(read.path("rule"))));
        assertThat(composed.body().at("/report/ready").asBoolean())
                .as(composed.body().toString())
                .isTrue();
        assertThat(composed.body().path("cases")).hasSize(2);
        Answer kept = builder.post(
                "/api/v1/policies/sales/revisions",
                Map.of(
                        "text", composed.text("text"),
                        "cases", composed.body().path("cases"),
                        "note", "A cap on payouts"));
        assertThat(kept.status()).as(kept.body().toString()).isEqualTo(201);
        assertThat(kept.text("state")).isEqualTo("PROPOSED");

        Answer back = builder.post(
                RULES + "/read",
                Map.of("text", kept.text("text"), "cases", kept.body().path("cases")));
        assertThat(back.body().at("/rules/0/rule")).isEqualTo(read.path("rule"));
        assertThat(back.text("rest")).isEmpty();
        assertThat(back.body().path("cases")).isEmpty();
    }

    @Test
    void whatTheModelMadeUpIsToldAndNotARule() {
        ModelServer.answer("rule-when", CAP.replace("1,000 EUR", "500"));

        JsonNode draft = builder.post(RULES + "/draft", LEFT_OPEN).body();

        assertThat(draft.path("rules")).isEmpty();
        assertThat(draft.at("/unmet/0/words").asText()).isEqualTo("No payout of 1,000 EUR and so on.");
        assertThat(draft.at("/unmet/0/why").asText()).contains("“500”");
    }

    @Test
    void theModelReadsWhatTheWordsLeaveOpen() {
        JsonNode draft = builder.post(RULES + "/draft", LEFT_OPEN).body();

        assertThat(draft.at("/rules/0/says").asText())
                .isEqualTo("Denied: calls of desk/payout, when amount is above 1000.");
        assertThat(ModelServer.asked("rule-when")).hasSize(1);
    }

    @Test
    void aFactThatTheWordsHaveNoWordForIsTold() {
        ModelServer.answer(
                "rule-when", "{\"conditions\": [{\"fact\": \"TIER\", \"test\": \"is\", \"value\": \"auto\"}]}");

        JsonNode draft = builder.post(RULES + "/draft", LEFT_OPEN).body();

        assertThat(draft.path("rules")).isEmpty();
        assertThat(draft.at("/unmet/0/why").asText()).contains("“auto”");
    }

    @Test
    void aSentenceAboutNothingThatIsThereIsTold() {
        ModelServer.answer("rule-about", "{\"about\": \"none\"}");

        JsonNode draft = builder.post(RULES + "/draft", WORDS).body();

        assertThat(draft.at("/unmet/0/why").asText()).contains("about no tool that sales holds");
    }

    @Test
    void aRuleThatIsWrongSaysWhatToDo() {
        Map<String, ?> rule = Map.of(
                "name", "cap",
                "outcome", "DENY",
                "about", Map.of("kind", "TOOLS", "tools", List.of("desk/payout")),
                "when", List.of(Map.of("fact", "ARGUMENT", "argument", "sum", "test", "ABOVE", "values", List.of("1"))),
                "reason", "A cap.");

        JsonNode report = builder.post(RULES + "/compose", Map.of("rules", List.of(rule)))
                .body()
                .path("report");

        assertThat(report.path("ready").asBoolean()).isFalse();
        assertThat(report.at("/faults/0/help").asText()).isEqualTo("It has amount.");
    }

    @Test
    void othersDoNotSeeThem() {
        RegistryClient stranger = new RegistryClient(base, TestToken.of("builder2", "finance", "builder"));

        assertThat(stranger.post(RULES + "/draft", WORDS).status()).isEqualTo(404);
        assertThat(stranger.post(RULES + "/compose", Map.of()).status()).isEqualTo(404);
        assertThat(builder.post(RULES + "/draft", Map.of("words", " ")).status())
                .isEqualTo(400);
    }
}
