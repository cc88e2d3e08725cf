package io.tandem.registry.version;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.registry.version.RegistryClient.Answer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The designer over HTTP, with a model that says what the test wants.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class DesignerQuarkusTest {
    private static final Map<String, String> DESCRIPTION =
            Map.of("description", "Tells visitors of the greenhouse about plants and never sells any.");
    private static final String TEXT = "{\"name\": \"Plant Carer!\", \"purpose\": \"Tells visitors about plants.\","
            + " \"instructions\": \"Tell visitors about the plants in the greenhouse.\"}";
    private static final String QUESTIONS = "{\"questions\": [\"Which plants are there?\","
            + " \"Which plants need water?\", \"How large is the greenhouse?\"]}";

    @TestHTTPResource("/")
    URI base;

    private RegistryClient builder;

    @BeforeEach
    void signIn() {
        ModelServer.forget();
        ModelServer.answer("text", TEXT);
        ModelServer.answer("questions", QUESTIONS);
        builder = new RegistryClient(base, TestToken.of("builder", "sales", "builder"));
    }

    @Test
    void draftsADefinitionThatCanBeMadeAnAgentUnedited() {
        Answer design = builder.post("/api/v1/designs", DESCRIPTION);
        assertThat(design.status()).as(design.body().toString()).isEqualTo(200);
        JsonNode definition = design.body().path("definition");
        assertThat(definition.at("/metadata/name").asText()).startsWith("plant-carer");
        assertThat(definition.at("/metadata/owner").asText()).isEqualTo("builder");
        assertThat(definition.at("/metadata/deputy").asText()).isEqualTo("operator");
        assertThat(definition.at("/spec/guardrails/mustNot/0").asText()).isEqualTo("sell any");
        assertThat(definition.at("/spec/evaluation/cases")).hasSize(6);
        assertThat(design.body().at("/reasons/spec.tier").asText()).isNotEmpty();
        assertThat(builder.post("/api/v1/agents", definition).status()).isEqualTo(201);
        Answer kept = builder.get("/api/v1/designs/" + design.text("designId"));
        assertThat(kept.text("state")).isEqualTo("done");
        assertThat(kept.body().path("result").path("definition")).isEqualTo(definition);
    }

    @Test
    void correctsTheModelOnceWithTheError() {
        ModelServer.answer("text", "{\"name\": \"x\"}|" + TEXT);
        Answer design = builder.post("/api/v1/designs", DESCRIPTION);
        assertThat(design.status()).isEqualTo(200);
        JsonNode second = ModelServer.asked("text").get(1).path("messages");
        assertThat(second.path(second.size() - 1).path("content").asText())
                .contains("That does not fit")
                .contains("purpose");
    }

    @Test
    void givesUpAfterTheSecondUselessAnswerAndLosesNothing() {
        ModelServer.answer("text", "no JSON at all");
        Answer design = builder.post("/api/v1/designs", DESCRIPTION);
        assertThat(design.problem()).isEqualTo("model-answer-unusable");
        assertThat(ModelServer.asked("text")).hasSize(2);
        JsonNode newest = builder.get("/api/v1/designs").body().path("items").get(0);
        assertThat(newest.path("state").asText()).isEqualTo("failed");
        assertThat(newest.at("/request/description").asText()).isEqualTo(DESCRIPTION.get("description"));
    }

    @Test
    void saysWhenThereIsNoModel() {
        ModelServer.forget();
        Answer design = builder.post("/api/v1/designs", DESCRIPTION);
        assertThat(design.status()).isEqualTo(503);
        assertThat(design.text("detail")).contains("no model is configured");
    }

    @Test
    void streamsWhatItIsDoing() {
        Answer design = builder.send("POST", "/api/v1/designs", DESCRIPTION, "Accept", "text/event-stream");
        assertThat(design.text("text"))
                .containsSubsequence("event: design", "event: step", "event: step", "event: result", "definition");
    }

    @Test
    void changesADraftAndShowsTheDifference() {
        ObjectNode draft =
                (ObjectNode) builder.post("/api/v1/designs", DESCRIPTION).body().path("definition");
        ModelServer.answer(
                "change",
                "{\"name\": \"plant-carer\", \"purpose\": \"Tells visitors about plants and pots.\","
                        + " \"instructions\": \"Tell visitors about plants and pots.\"}");
        Answer changed = builder.post(
                "/api/v1/designs", Map.of("draft", draft, "change", "Also talk about pots, and never give discounts."));
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.body().path("diff"))
                .extracting(difference -> difference.path("path").asText())
                .contains("spec.purpose", "spec.instructions", "spec.guardrails.mustNot")
                .doesNotContain("spec.evaluation.cases", "metadata.name");
    }

    @Test
    void asksWhatIsMissingAndNamesWhatNoToolDoes() {
        Answer design = builder.post("/api/v1/designs", Map.of("description", "Sends emails."));
        assertThat(design.body().path("unmet").get(0).asText()).contains("e-mail");
        assertThat(design.body().path("questions")).isNotEmpty();
    }

    @Test
    void isForBuildersAndTheirOwnTeams() {
        RegistryClient viewer = new RegistryClient(base, TestToken.of("viewer", "sales", "viewer"));
        assertThat(viewer.post("/api/v1/designs", DESCRIPTION).status()).isEqualTo(403);
        String id = builder.post("/api/v1/designs", DESCRIPTION).text("designId");
        assertThat(viewer.get("/api/v1/designs/" + id).status()).isEqualTo(404);
    }
}
