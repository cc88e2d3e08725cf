package io.tandem.governance.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.governance.impact.WorkImpact.Share;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.kit.testing.RealPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a halt would hit, counted in a real PostgreSQL.
class ImpactDeskTest {
    private static final Caller ADMIN = caller("sales", "admin");
    private static final Caller OPERATOR = caller("sales", "operator");
    private static RealPostgres postgres;
    private static ImpactDesk desk;

    private static Caller caller(String team, String role) {
        return new Caller(Caller.Kind.person, role, Set.of(team), Set.of(role));
    }

    @BeforeAll
    static void start() throws SQLException {
        postgres = RealPostgres.start();
        DataSource dataSource = postgres.migrated("governance");
        desk = new ImpactDesk(
                dataSource,
                () -> List.of(aVersion("clerk", "sales", "shop/refund"), aVersion("auditor", "finance", "shop/list")));
        try (Connection connection = dataSource.getConnection()) {
            task(connection, "boss", null, "boss", "sales", "person:ada", "WORKING", 0);
            task(connection, "t1", "boss", "clerk", "sales", "agent:boss", "WORKING", 0);
            task(connection, "t2", null, "clerk", "sales", "person:ada", "AUTH_REQUIRED", 0);
            task(connection, "t3", null, "clerk", "sales", "person:ben", "COMPLETED", 2);
            task(connection, "t4", null, "clerk", "sales", "person:old", "COMPLETED", 30);
            task(connection, "t5", null, "auditor", "finance", "person:eve", "SUBMITTED", 1);
        }
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static AgentRecord aVersion(String name, String team, String tool) {
        AgentDefinition.Spec spec = new AgentDefinition.Spec(
                "p",
                "i",
                AgentDefinition.Tier.fast,
                List.of(tool),
                List.of(),
                new AgentDefinition.Budget(null, null, null, null),
                new AgentDefinition.Guardrails(List.of(), null, null),
                AgentDefinition.Risk.low,
                List.of(),
                AgentDefinition.Evaluation.of(List.of()));
        AgentDefinition definition = new AgentDefinition(
                AgentDefinition.API_VERSION,
                AgentDefinition.KIND,
                new AgentDefinition.Metadata(name, team, "a", "b", List.of()),
                spec);
        return new AgentRecord.Version(
                1, name, team, "1", AgentRecord.State.ACTIVE, "d", "x", null, definition, "0", Instant.EPOCH);
    }

    /// Id, parent, agent, team, owner, state, hours since it began.
    private static void task(Connection connection, @Nullable Object... values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into task_cost(task, parent, agent, version, team, owner, state, began, seq)"
                        + " values (?, ?, ?, '1', ?, ?, ?, now() - ? * interval '1 hour', 1)")) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "agent, clerk, 2, 1, 2",
        "tool, shop/refund, 2, 1, 2",
        "tool, shop/list, 1, 0, 1",
        "connector, shop, 3, 1, 3",
        "connector, sho, 0, 0, 0",
        "team, finance, 1, 0, 1",
        "all, platform, 4, 0, 4",
        "agent, nobody, 0, 0, 0"
    })
    void countsWhatRunsWhoWaitsAndWhoAsked(String scope, String target, int running, int waiting, int asked) {
        WorkImpact impact = desk.of(ADMIN, scope, target);

        assertThat(impact.running().count()).isEqualTo(running);
        assertThat(impact.waiting().count()).isEqualTo(waiting);
        assertThat(impact.callers().count()).isEqualTo(asked);
    }

    @Test
    void namesTheFirst() {
        WorkImpact impact = desk.of(ADMIN, "agent", "clerk");

        assertThat(impact.running().first()).containsExactly(new Share("clerk", 2));
        assertThat(impact.waiting().first()).containsExactly(new Share("boss", 1));
        assertThat(impact.callers().first()).containsExactly(new Share("person:ada", 1), new Share("person:ben", 1));
    }

    @Test
    void tellsNothingOfOtherTeams() {
        assertThat(desk.of(OPERATOR, "all", null).running().count()).isEqualTo(3);
        assertThat(desk.of(caller("support", "operator"), "all", null).running().count())
                .isZero();
    }

    @Test
    void isForThoseWhoMayHaltAndWhoOversee() {
        assertThatThrownBy(() -> desk.of(caller("sales", "builder"), "agent", "clerk"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> desk.of(ADMIN, "everything", "x")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> desk.of(ADMIN, "agent", " ")).isInstanceOf(ProblemException.class);
    }
}
