package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// One version on the fast and on the deep tier: which one is proposed, and that the result decides nothing else.
class TierTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static Api builder;

    @BeforeAll
    static void signIn() {
        builder = Api.as(TANDEM, "builder");
    }

    private static void saved(String name, String instructions) {
        String definition = Agents.definition(name, "", "").replace("Answer what you are asked.", instructions);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> builder.send("POST", "/api/v1/agents", "application/yaml", definition)
                                .status()
                        == 201);
        assertThat(builder.post("/api/v1/agents/" + name + "/versions", "").status())
                .isEqualTo(201);
    }

    private static JsonNode newest(String name) {
        String id = builder.get("/api/v1/evaluations?agent=" + name)
                .body()
                .at("/items/0/id")
                .asText();
        return builder.get("/api/v1/evaluations/" + id).body();
    }

    @Test
    void proposesDeepWhereFastFailsACase() {
        saved("hurried", "Be hasty.");

        String told = TANDEM.command("evaluate", "hurried@1", "--tiers", "fast,deep", "--as", "builder");

        assertThat(told)
                .contains("Deep is worth it: 2 of 3 cases pass on fast and 3 on deep.", "1 on fast", "1 on deep");
        JsonNode evaluation = newest("hurried");
        assertThat(evaluation.at("/report/tier/proposed").asText()).isEqualTo("deep");
        assertThat(evaluation.path("counts").asBoolean(true)).isFalse();
        assertThat(builder.get("/api/v1/agents/hurried/versions/1").body().has("evaluation"))
                .as("a result of the gate")
                .isFalse();
    }

    @Test
    void proposesFastWhereItIsEnough() {
        saved("calm", "Be calm.");

        String told = TANDEM.command("evaluate", "calm@1", "--tiers", "fast,deep", "--as", "builder");

        assertThat(told).contains("Fast is enough: 3 of 3 cases pass on fast and 3 on deep.");
    }

    @Test
    void saysWhatCannotBeAsked() {
        saved("asked", "Be calm.");
        String question = "{\"agent\":\"asked\",\"version\":\"1\",";

        assertThat(builder.post("/api/v1/evaluations", question + "\"tiers\":[\"fast\"]}")
                        .body()
                        .path("field")
                        .asText())
                .isEqualTo("tiers");
        assertThat(builder.post("/api/v1/evaluations", question + "\"against\":\"none\",\"tiers\":[\"fast\",\"deep\"]}")
                        .status())
                .isEqualTo(400);
    }
}
