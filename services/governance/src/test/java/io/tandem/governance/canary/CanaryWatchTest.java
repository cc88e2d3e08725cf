package io.tandem.governance.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.events.AgentRecord;
import io.tandem.events.CanaryStanding;
import io.tandem.events.CanaryStanding.Decision;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.governance.publish.Publication;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From folded tasks to what is said of a canary, on real Kafka and PostgreSQL.
class CanaryWatchTest {
    private static final Caller MEMBER = new Caller(Caller.Kind.person, "ada", Set.of("sales"), Set.of());
    private static final Caller STRANGER = new Caller(Caller.Kind.person, "eve", Set.of("finance"), Set.of("operator"));
    private static final Instant SINCE =
            Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MICROS);

    private static RealKafka kafka;
    private static RealPostgres postgres;
    private static DataSource dataSource;
    private static Publication publication;
    private static TopicView<CanaryStanding> told;

    private final List<AgentRecord> agents = new ArrayList<>();
    private CanaryWatch watch;

    @BeforeAll
    static void start() {
        kafka = RealKafka.start();
        postgres = RealPostgres.start();
        dataSource = postgres.migrated("governance");
        Broker broker = kafka.broker("test");
        publication = new Publication(dataSource, broker);
        told = new TopicView<>(
                        broker,
                        "test",
                        Topic.CANARY_STANDINGS.topicName(),
                        bytes -> EventJson.read(bytes, CanaryStanding.class))
                .start();
    }

    @AfterAll
    static void stop() {
        told.close();
        publication.close();
        postgres.close();
        kafka.close();
    }

    private Collection<AgentRecord> published() {
        return agents;
    }

    @BeforeEach
    void watch() {
        watch = new CanaryWatch(dataSource, publication, this::published, () -> true, Clock.systemUTC());
    }

    /// An agent whose version 2 gets a tenth beside version 1.
    private String aCanary(int minimumRuns) {
        String name = "clerk" + UUID.randomUUID();
        AgentRecord.Canary canary = new AgentRecord.Canary("2", 10, SINCE, "1", minimumRuns, false);
        agents.add(new AgentRecord.Pointer(
                AgentRecord.SCHEMA,
                name,
                "sales",
                AgentRecord.Visibility.team,
                "1",
                false,
                "Helps",
                List.of(),
                Map.of(),
                canary,
                SINCE));
        return name;
    }

    private static void runs(String agent, String version, String owner, String state, int many) throws SQLException {
        String sql = """
                insert into task_cost(task, agent, version, team, owner, state, began, ended, cost, currency, seq)
                values (?, ?, ?, 'sales', ?, ?, ?, ?, 0.02, 'EUR', 9)
                """;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            OffsetDateTime began = SINCE.plusSeconds(60).atOffset(ZoneOffset.UTC);
            for (int i = 0; i < many; i++) {
                insert.setString(1, UUID.randomUUID().toString());
                insert.setString(2, agent);
                insert.setString(3, version);
                insert.setString(4, owner);
                insert.setString(5, state);
                insert.setObject(6, began);
                insert.setObject(7, state.equals("WORKING") ? null : began.plusSeconds(4));
                insert.executeUpdate();
            }
        }
    }

    private WatchedCanary seen(String agent) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return CanaryRows.show(connection, Set.of("sales"), agent).getFirst();
        }
    }

    private static CanaryStanding standing(String agent) {
        await().atMost(Duration.ofSeconds(20)).until(() -> told.get(agent).isPresent());
        return told.get(agent).orElseThrow();
    }

    @Test
    void saysOnceThatOneGotWorseAndWhy() throws SQLException {
        String agent = aCanary(30);
        runs(agent, "1", "person:ada", "COMPLETED", 20);
        runs(agent, "2", "person:ada", "FAILED", 5);

        watch.look();
        watch.look();

        CanaryStanding said = standing(agent);
        assertThat(said.decision()).isEqualTo(Decision.ROLL_BACK);
        assertThat(said.since()).isEqualTo(SINCE);
        assertThat(said.sentence()).contains("5 of 5 runs went wrong");
        assertThat(seen(agent).sentence()).isEqualTo(said.sentence());
    }

    @Test
    void takesBackWhatFallsShortOfACheckThatBothHave() throws SQLException {
        String agent = aCanary(30);
        runs(agent, "1", "person:ada", "COMPLETED", 20);
        scores(agent, "1", "{judge: polite,maxSeconds: 9.0}", "{maxSeconds: 9.0}");
        runs(agent, "2", "person:ada", "COMPLETED", 10);
        scores(agent, "2", "{judge: polite,maxSeconds: 2.0}", "{judge: polite}");

        watch.look();

        assertThat(standing(agent).decision()).isEqualTo(Decision.ROLL_BACK);
        assertThat(standing(agent).sentence())
                .contains("10 of 10 runs went wrong (10 fell short of a check), against 0 of 20 with version 1");
    }

    @Test
    void doesNotHoldAgainstAVersionThatItsAuthorAsksMoreOfIt() throws SQLException {
        String agent = aCanary(10);
        runs(agent, "1", "person:ada", "COMPLETED", 20);
        scores(agent, "1", "{maxSeconds: 9.0}", "{}");
        runs(agent, "2", "person:ada", "COMPLETED", 10);
        scores(agent, "2", "{maxSeconds: 2.0}", "{maxSeconds: 2.0}");

        watch.look();

        assertThat(standing(agent).decision()).isEqualTo(Decision.READY);
        assertThat(seen(agent).sides())
                .allSatisfy(side -> assertThat(side.scored().of()).isZero());
    }

    private static void scores(String agent, String version, String checks, String fellShort) throws SQLException {
        String sql = """
                insert into run_score(task, agent, version, began, day, lease_until, asked, scored_at, checks, fell_short)
                select task, agent, version, began, '2026-03-03', now(), false, now(), ?::text[], ?::text[]
                from task_cost where agent = ? and version = ?
                """;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, checks);
            insert.setString(2, fellShort);
            insert.setString(3, agent);
            insert.setString(4, version);
            insert.executeUpdate();
        }
    }

    @Test
    void countsWhatEndedAndNoEvaluationAndNothingThatSomebodyStopped() throws SQLException {
        String agent = aCanary(5);
        runs(agent, "1", "person:ada", "COMPLETED", 5);
        runs(agent, "2", "person:ada", "COMPLETED", 4);
        runs(agent, "2", "person:ada", "WORKING", 1);
        runs(agent, "2", "person:ada", "CANCELED", 1);
        runs(agent, "2", "service:tandem-governance", "FAILED", 9);

        watch.look();

        WatchedCanary watching = seen(agent);
        assertThat(watching.decision()).isEqualTo(Decision.WATCHING);
        assertThat(watching.sides().getFirst().well().of()).isEqualTo(4);
        assertThat(watching.sides().getFirst().seconds()).isEqualTo(4);
        assertThat(watching.sides().getFirst().cost()).isNotNull();

        runs(agent, "2", "person:ada", "COMPLETED", 1);
        watch.look();

        assertThat(standing(agent).decision()).isEqualTo(Decision.READY);
    }

    @Test
    void endsWithTheCanaryAndKeepsWhatWasSeen() throws SQLException {
        String agent = aCanary(5);
        runs(agent, "2", "person:ada", "COMPLETED", 3);
        watch.look();
        assertThat(seen(agent).endedAt()).isNull();

        agents.clear();
        watch.look();

        assertThat(seen(agent).endedAt()).isNotNull();
        assertThat(seen(agent).sides().getFirst().well().of()).isEqualTo(3);
    }

    @Test
    void showsOnlyWhatTheCallersTeamsOwn() throws Exception {
        String agent = aCanary(5);
        watch.look();
        try (CanaryDesk desk = new CanaryDesk(dataSource, publication, List::of, () -> false, Clock.systemUTC())) {
            assertThat(desk.canaries(MEMBER, agent)).hasSize(1);
            assertThat(desk.canaries(STRANGER, agent)).isEmpty();
        }
    }
}
