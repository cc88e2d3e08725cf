package io.tandem.governance.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.events.AgentRecord;
import io.tandem.events.AgentUse;
import io.tandem.events.AgentUse.Figure;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.kit.testing.RealPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How runs went, counted in a real PostgreSQL.
class UseDeskTest {
    private static final Caller MEMBER = new Caller(Caller.Kind.person, "ada", Set.of("sales"), Set.of());
    private static final Caller STRANGER = new Caller(Caller.Kind.person, "eve", Set.of("finance"), Set.of("operator"));
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private static RealPostgres postgres;
    private static DataSource dataSource;
    private static UseDesk desk;

    @BeforeAll
    static void start() {
        postgres = RealPostgres.start();
        dataSource = postgres.migrated("governance");
        desk = new UseDesk(dataSource, name -> Optional.of(anAgent(name)), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static AgentRecord anAgent(String name) {
        return new AgentRecord.Pointer(
                AgentRecord.SCHEMA,
                name,
                "sales",
                AgentRecord.Visibility.team,
                "2",
                false,
                "Helps",
                List.of(),
                Map.of(),
                NOW);
    }

    /// Runs of one day, one a minute.
    private static void runs(String agent, String version, String owner, String state, int day, int many)
            throws SQLException {
        String sql = """
                insert into task_cost(task, agent, version, team, owner, state, began, ended, cost, currency, seq, written)
                values (?, ?, ?, 'sales', ?, ?, ?, ?, 0.02, 'EUR', 9, 70)
                """;
        OffsetDateTime begin = OffsetDateTime.of(2026, 3, day, 0, 0, 0, 0, ZoneOffset.UTC);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < many; i++) {
                insert.setString(1, UUID.randomUUID().toString());
                insert.setString(2, agent);
                insert.setString(3, version);
                insert.setString(4, owner);
                insert.setString(5, state);
                insert.setObject(6, begin.plusMinutes(i));
                insert.setObject(7, begin.plusMinutes(i).plusSeconds(3));
                insert.executeUpdate();
            }
        }
    }

    @Test
    void putsTheNewestRunsOfTheActiveVersionBesideItsFirst() throws SQLException {
        runs("clerk", "1", "person:ada", "FAILED", 1, 60);
        runs("clerk", "2", "service:tandem-governance", "FAILED", 2, 60);
        runs("clerk", "2", "person:ada", "CANCELED", 2, 60);
        runs("clerk", "2", "person:ada", "COMPLETED", 3, 50);
        runs("clerk", "2", "person:ada", "COMPLETED", 4, 10);
        assertThat(desk.of(MEMBER, "clerk").manner()).isNull();

        runs("clerk", "2", "person:ada", "FAILED", 5, 30);

        AgentUse.Manner manner = Objects.requireNonNull(desk.of(MEMBER, "clerk").manner());
        assertThat(manner.runsThen()).isEqualTo(50);
        assertThat(manner.runsNow()).isEqualTo(40);
        AgentUse.Shift failed = manner.shifts().getFirst();
        assertThat(failed.figure()).isEqualTo(Figure.FAILED);
        assertThat(failed.then()).isZero();
        assertThat(failed.now()).isEqualTo(0.75);
        assertThat(failed.chance()).isLessThan(1e-9);
    }

    @Test
    void putsTheNewestScoredRunsBesideTheFirst() throws SQLException {
        runs("scored", "2", "person:ada", "COMPLETED", 3, 90);
        score("scored", 50, "{}");
        assertThat(desk.of(MEMBER, "scored").scored()).isNull();

        score("scored", 30, "{maxSeconds: 2.0}");

        AgentUse.Manner scored =
                Objects.requireNonNull(desk.of(MEMBER, "scored").scored());
        assertThat(scored.runsThen()).isEqualTo(50);
        assertThat(scored.runsNow()).isEqualTo(30);
        assertThat(scored.shifts()).singleElement().satisfies(shift -> assertThat(shift.now())
                .isEqualTo(1));
    }

    /// Scores the oldest so many runs that are not scored yet.
    private static void score(String agent, int many, String fellShort) throws SQLException {
        String sql = """
                insert into run_score(task, agent, version, began, day, lease_until, asked, scored_at, checks, fell_short)
                select task, agent, version, began, '2026-03-03', now(), false, now(), '{maxSeconds: 2.0}', ?::text[]
                from task_cost
                where agent = ? and task not in (select task from run_score) order by began limit ?
                """;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, fellShort);
            insert.setString(2, agent);
            insert.setInt(3, many);
            assertThat(insert.executeUpdate()).isEqualTo(many);
        }
    }

    @Test
    void tellsEachDayOnWhichRunsBegan() throws SQLException {
        runs("daily", "9", "person:ada", "COMPLETED", 3, 2);
        runs("daily", "9", "person:ada", "FAILED", 4, 1);
        runs("daily", "10", "person:ada", "COMPLETED", 4, 2);
        runs("daily", "0badc0de0badc0de", "person:ada", "FAILED", 4, 5);

        AgentRuns runs = desk.of(MEMBER, "daily");

        assertThat(runs.currency()).isEqualTo("EUR");
        assertThat(runs.days()).hasSize(2);
        AgentRuns.Day last = runs.days().getLast();
        assertThat(last.version()).isEqualTo("10");
        assertThat(last.runs()).isEqualTo(3);
        assertThat(last.failed()).isEqualTo(1);
        assertThat(last.seconds()).isEqualTo(3);
        assertThat(last.length()).isEqualTo(70);
    }

    @Test
    void tellsStrangersNothing() {
        assertThatThrownBy(() -> desk.of(STRANGER, "clerk")).isInstanceOf(ProblemException.class);
    }
}
