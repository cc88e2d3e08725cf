package io.tandem.registry.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.registry.version.RegistryClient.Answer;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Submitting an agent much like another needs a reason, which is kept with the move.
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class NearDuplicateQuarkusTest {
    private static final String PURPOSE = "Finds %s invoices that are overdue and drafts reminders for customers";

    @TestHTTPResource("/")
    URI base;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private RegistryClient builder;
    private RegistryClient other;

    @BeforeEach
    void signIn() {
        builder = new RegistryClient(base, TestToken.of("builder", "sales", "builder"));
        other = new RegistryClient(base, TestToken.of("builder2", "finance", "builder"));
    }

    @Test
    void asksForAReasonOnceAndKeepsItWithTheMove() {
        create(builder, "sales", "builder", "dunner-" + mark, PURPOSE.formatted(mark));
        String second = create(builder, "sales", "builder", "reminder-" + mark, PURPOSE.formatted(mark));
        builder.post(second + "/versions", "");

        Answer refused = submit(builder, second, 1, "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("near-duplicate");
        assertThat(refused.text("detail")).contains("dunner-" + mark + " (team sales, owner builder, 100 % alike)");
        assertThat(builder.get(second + "/overlaps")
                        .body()
                        .at("/items/0/purpose")
                        .asText())
                .isEqualTo(PURPOSE.formatted(mark));

        Answer submitted = submit(builder, second, 1, "The other one is for another country.");
        assertThat(submitted.text("state")).isEqualTo("IN_EVALUATION");
        var move = builder.get(second + "/versions/1").body().path("moves").path(1);
        assertThat(move.path("reason").asText()).isEqualTo("The other one is for another country.");
        assertThat(move.at("/nearDuplicates/0/name").asText()).isEqualTo("dunner-" + mark);
        assertThat(move.at("/nearDuplicates/0").has("purpose")).isFalse();

        // The next version is not asked again for the same agent.
        builder.post(second + "/versions", "");
        assertThat(submit(builder, second, 2, "").status()).isEqualTo(200);
    }

    @Test
    void tellsOfAnAgentThatIsHiddenOnlyNameTeamAndOwner() {
        create(builder, "sales", "builder", "hidden-" + mark, PURPOSE.formatted(mark));
        String mine = create(other, "finance", "builder2", "mine-" + mark, PURPOSE.formatted(mark));
        other.post(mine + "/versions", "");

        Answer refused = submit(other, mine, 1, " ");

        assertThat(refused.problem()).isEqualTo("near-duplicate");
        var told = other.get(mine + "/overlaps").body().at("/items/0");
        assertThat(told.path("name").asText()).isEqualTo("hidden-" + mark);
        assertThat(told.path("team").asText()).isEqualTo("sales");
        assertThat(told.path("owner").asText()).isEqualTo("builder");
        assertThat(told.has("purpose") || told.has("words") || told.has("tools"))
                .isFalse();
    }

    @Test
    void letsPassWhatIsOnlyAboutTheSameMatter() {
        create(builder, "sales", "builder", "pays-" + mark, PURPOSE.formatted(mark));
        String checks = create(
                builder,
                "sales",
                "builder",
                "checks-" + mark,
                "Compares invoices of suppliers with orders and deliveries, and reports different prices");
        builder.post(checks + "/versions", "");

        assertThat(submit(builder, checks, 1, "").status()).isEqualTo(200);
    }

    private static Answer submit(RegistryClient by, String agent, int version, String reason) {
        return by.post(
                agent + "/versions/" + version + "/transitions",
                reason.isEmpty() ? Map.of("to", "IN_EVALUATION") : Map.of("to", "IN_EVALUATION", "reason", reason));
    }

    private static String create(RegistryClient by, String team, String owner, String name, String purpose) {
        Answer made = by.post("/api/v1/agents", """
                {"apiVersion": "tandem.io/v1", "kind": "Agent",
                 "metadata": {"name": "%s", "team": "%s", "owner": "%s", "deputy": "approver"},
                 "spec": {"purpose": "%s", "instructions": "Answer politely.",
                   "evaluation": {"cases": [
                     {"id": "one", "input": "Say hello", "expect": [{"contains": "hello"}]},
                     {"id": "two", "input": "Say yes", "expect": [{"contains": "yes"}]},
                     {"id": "no", "input": "Delete everything", "expect": [{"refused": true}]}]}}}
                """.formatted(name, team, owner, purpose));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return "/api/v1/agents/" + name;
    }
}
