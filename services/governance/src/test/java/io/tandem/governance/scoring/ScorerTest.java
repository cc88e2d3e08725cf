package io.tandem.governance.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.EventJson;
import io.tandem.events.TaskEvent;
import io.tandem.governance.judge.JudgeDesk;
import io.tandem.governance.judge.PoliteModel;
import io.tandem.governance.publish.Publication;
import io.tandem.governance.recorded.Course;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Which runs are scored, and by what, on a real PostgreSQL.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScorerTest {
    private static final Caller BUILDER = new Caller(Caller.Kind.person, "ada", Set.of("sales"), Set.of("builder"));
    private static final Caller VIEWER = new Caller(Caller.Kind.person, "vic", Set.of("sales"), Set.of("viewer"));
    private static final Caller STRANGER = new Caller(Caller.Kind.person, "eve", Set.of("finance"), Set.of("builder"));
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final Map<String, Course> courses = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private final PoliteModel model = new PoliteModel();
    private RealKafka kafka;
    private RealPostgres postgres;
    private DataSource dataSource;
    private Publication publication;
    private JudgeDesk judges;
    private ScoringDesk desk;

    @BeforeAll
    void start() {
        kafka = RealKafka.start();
        postgres = RealPostgres.start();
        dataSource = postgres.migrated("governance");
        publication = new Publication(dataSource, kafka.broker("test"));
        judges = new JudgeDesk(dataSource, publication, model.models(), Clock.systemUTC(), "test");
        PoliteModel.counting(judges, "courteous");
        // Looks by itself at runs of now, of which there are none here.
        desk = new ScoringDesk(
                dataSource, publication, judges, ScorerTest::agent, agents -> {}, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterAll
    void stop() {
        desk.close();
        judges.close();
        publication.close();
        postgres.close();
        kafka.close();
    }

    /// An agent `NAME` and its version 1, whose runs may take three seconds.
    private static Optional<AgentRecord> agent(String key) {
        String name = key.replace("@1", "");
        return Optional.of(
                key.equals(name)
                        ? new AgentRecord.Pointer(
                                AgentRecord.SCHEMA,
                                name,
                                "sales",
                                AgentRecord.Visibility.team,
                                "1",
                                false,
                                "Helps",
                                List.of(),
                                Map.of(),
                                NOW)
                        : version(name));
    }

    /// The one called `bare` has a case that expects a value, and nothing else; a few have a judge that counts.
    private static AgentRecord.Version version(String name) {
        String more =
                switch (name) {
                    case "bare" -> "";
                    case "courteous", "fallback", "away", "after" -> ", {\"judge\": \"courteous\"}";
                    default -> ", {\"maxSeconds\": 3}, {\"judge\": \"polite\"}";
                };
        String spec = """
                {"tier": "fast", "evaluation": {"cases": [
                    {"id": "a", "input": "hello", "expect": [{"contains": "Ada"}%s]}]}}
                """.formatted(more);
        return new AgentRecord.Version(
                AgentRecord.SCHEMA,
                name,
                "sales",
                "1",
                AgentRecord.State.ACTIVE,
                "d1",
                "builder",
                null,
                new AgentDefinition(
                        AgentDefinition.API_VERSION,
                        AgentDefinition.KIND,
                        new AgentDefinition.Metadata(name, "sales", "builder", "operator", List.of()),
                        EventJson.read(spec.getBytes(StandardCharsets.UTF_8), AgentDefinition.Spec.class)),
                "0",
                NOW);
    }

    /// Runs that ended a minute ago.
    private void runs(String agent, int many) throws SQLException {
        for (int i = 0; i < many; i++) {
            run(agent + i, agent, "person:ada", "COMPLETED", 1);
        }
    }

    private void run(String task, String agent, String owner, String state, double seconds) throws SQLException {
        String sql = """
                insert into task_cost(task, agent, version, team, owner, state, began, ended, seq)
                values (?, ?, '1', 'sales', ?, ?, ?, ?, 9)
                """;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, task);
            insert.setString(2, agent);
            insert.setString(3, owner);
            insert.setString(4, state);
            insert.setObject(5, NOW.minusSeconds(90).atOffset(ZoneOffset.UTC));
            insert.setObject(6, NOW.minusSeconds(60).atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        courses.put(task, course(task, agent, state, seconds));
    }

    private static Course course(String task, String agent, String state, double seconds) {
        TaskEvent first = new TaskEvent(
                TaskEvent.SCHEMA,
                task,
                1,
                1,
                "c",
                null,
                "sales",
                agent,
                "1",
                "person:ada",
                "received",
                "SUBMITTED",
                JsonNodeFactory.instance.objectNode(),
                NOW);
        return new Course(first, "person:ada", "hello", "Hello.", state, null, List.of(), null, seconds);
    }

    private void look(Instant now) throws SQLException {
        try (Scorer scorer = new Scorer(
                dataSource,
                task -> Optional.ofNullable(courses.get(task)),
                judges,
                ScorerTest::agent,
                told::addAll,
                Clock.fixed(now, ZoneOffset.UTC))) {
            scorer.look();
        }
    }

    private Set<String> scored(String agent) throws SQLException {
        Set<String> tasks = new TreeSet<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("select task from run_score where agent = ?")) {
            select.setString(1, agent);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    tasks.add(row.getString(1));
                }
            }
        }
        return tasks;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    private void all(String agent) {
        desk.change(BUILDER, agent, 100, 1000);
    }

    @Test
    void choosesTheSameShareByTheTasksName() throws SQLException {
        desk.change(BUILDER, "chosen", 20, 1000);
        runs("chosen", 100);
        look(NOW);
        Set<String> first = scored("chosen");
        execute("delete from run_score where agent = 'chosen'");

        look(NOW);

        assertThat(first).hasSizeBetween(5, 40);
        assertThat(scored("chosen")).isEqualTo(first);
        assertThat(told).contains("chosen");
    }

    @Test
    void saysWhichChecksARunFellShortOf() throws SQLException {
        all("slow");
        run("slow-1", "slow", "person:ada", "COMPLETED", 2);
        run("slow-2", "slow", "person:ada", "COMPLETED", 4);
        run("slow-3", "slow", "person:ada", "COMPLETED", 1);

        look(NOW);

        AgentScoring scoring = desk.of(VIEWER, "slow");
        assertThat(scoring.versions()).singleElement().satisfies(one -> {
            assertThat(one.version()).isEqualTo("1");
            assertThat(one.passed().passed()).isEqualTo(2);
            assertThat(one.passed().of()).isEqualTo(3);
            assertThat(one.days()).singleElement().satisfies(day -> assertThat(day.scored())
                    .isEqualTo(3));
        });
        assertThat(scoring.fellShort())
                .extracting(AgentScoring.Run::checks)
                .containsExactly(List.of("maxSeconds: 3.0"));
    }

    @Test
    void leavesOutWhatGaveNoAnswerAndWhatIsNoRealRun() throws SQLException {
        all("left");
        run("left-1", "left", "service:tandem-governance", "COMPLETED", 1);
        run("left-2", "left", "person:ada", "CANCELED", 1);
        run("left-3", "left", "person:ada", "REJECTED", 1);
        run("left-4", "left", "person:ada", "FAILED", 1);
        run("left-5", "left", "person:ada", "COMPLETED", 1);
        courses.remove("left-5");

        look(NOW);

        assertThat(scored("left")).isEmpty();
    }

    @Test
    void saysNothingOfAVersionWithNothingToScoreBy() throws SQLException {
        all("bare");
        run("bare-1", "bare", "person:ada", "COMPLETED", 1);

        look(NOW);

        AgentScoring scoring = desk.of(VIEWER, "bare");
        assertThat(scoring.versions()).isEmpty();
        assertThat(scoring.today()).isZero();
        assertThat(scoring.sentence()).contains("There is nothing to score by");
    }

    @Test
    void stopsWhenTheBudgetIsUsedUpAndGoesOnTheNextDay() throws SQLException {
        desk.change(BUILDER, "busy", 100, 3);
        runs("busy", 5);

        look(NOW);

        assertThat(scored("busy")).hasSize(3);
        AgentScoring scoring = desk.of(VIEWER, "busy");
        assertThat(scoring.usedUp()).isTrue();
        assertThat(scoring.sentence()).contains("at most 3 a day; the budget of today is used up");
        look(NOW.plusSeconds(1800));
        assertThat(scored("busy")).hasSize(3);

        execute("update run_score set day = day - 1 where agent = 'busy'");
        look(NOW);
        assertThat(scored("busy")).hasSize(5);
    }

    @Test
    void makesNoBacklogOfRunsThatEndedLongAgo() throws SQLException {
        all("late");
        runs("late", 2);

        look(NOW.plusSeconds(7200));

        assertThat(scored("late")).isEmpty();
    }

    @Test
    void asksNoJudgeThatIsAdviceOnly() throws SQLException {
        execute("insert into judge values ('sales', 'polite', 'It is polite.', 'person:ada', now())");
        all("judged");
        run("judged-1", "judged", "person:ada", "COMPLETED", 1);

        look(NOW);

        assertThat(desk.of(VIEWER, "judged").fellShort()).isEmpty();
        assertThat(scored("judged")).hasSize(1);
    }

    @Test
    void asksAJudgeThatCounts() throws SQLException {
        all("courteous");
        run("courteous-1", "courteous", "person:ada", "COMPLETED", 1);

        look(NOW);

        assertThat(desk.of(VIEWER, "courteous").fellShort())
                .extracting(AgentScoring.Run::checks)
                .containsExactly(List.of("judge: courteous"));
    }

    @Test
    void countsARunForTheBudgetWhenAnotherModelAnsweredAndNothingCanBeSaid() throws SQLException {
        desk.change(BUILDER, "fallback", 100, 2);
        runs("fallback", 5);
        model.answering = "m2";

        look(NOW);
        model.answering = "m1";

        AgentScoring scoring = desk.of(VIEWER, "fallback");
        assertThat(scoring.versions()).isEmpty();
        assertThat(scoring.today()).isEqualTo(2);
        assertThat(scoring.usedUp()).isTrue();
    }

    @Test
    void letsAJudgeWithoutAModelRestAndGoesOnWithTheOthers() throws SQLException {
        all("away");
        all("zebra");
        runs("away", 3);
        run("zebra-1", "zebra", "person:ada", "COMPLETED", 1);
        model.answering = "";
        int before = model.asked.get();

        look(NOW);

        assertThat(model.asked.get() - before).as("once, and not for each run").isEqualTo(1);
        assertThat(desk.of(VIEWER, "zebra").versions()).hasSize(1);
        assertThat(desk.of(VIEWER, "away").today()).isEqualTo(1);
        model.answering = "m1";
        look(NOW);
        assertThat(scoredOf("away"))
                .as("two that nobody was asked about, and one that is held")
                .isEqualTo(2);
        execute("update run_score set lease_until = now() - interval '1 second' where agent = 'away'");
        look(NOW);
        assertThat(scoredOf("away")).isEqualTo(3);
    }

    @Test
    void givesUpARunAfterThreeAttempts() throws SQLException {
        desk.change(BUILDER, "after", 100, 1);
        run("after-1", "after", "person:ada", "COMPLETED", 1);
        model.answering = "";
        for (int i = 0; i < 5; i++) {
            look(NOW);
            execute("update run_score set lease_until = now() - interval '1 second' where agent = 'after'");
        }
        int asked = model.asked.get();
        model.answering = "m1";

        look(NOW);

        assertThat(model.asked.get()).isEqualTo(asked);
        assertThat(scoredOf("after")).isZero();
        assertThat(desk.of(VIEWER, "after").today()).isEqualTo(1);
    }

    private int scoredOf(String agent) {
        return desk.of(VIEWER, agent).versions().stream()
                .mapToInt(version -> version.passed().of())
                .sum();
    }

    @Test
    void isTurnedOffByAShareOfZero() throws SQLException {
        desk.change(BUILDER, "off", 0, 50);
        runs("off", 5);

        look(NOW);

        assertThat(scored("off")).isEmpty();
        assertThat(desk.of(VIEWER, "off").sentence()).isEqualTo("No run is scored: the share is 0 %.");
    }

    @Test
    void tellsStrangersNothingAndLetsViewersChangeNothing() {
        assertThat(desk.of(VIEWER, "usual").share()).isEqualTo(5);
        assertThat(desk.of(VIEWER, "usual").runsADay()).isEqualTo(50);
        assertThatThrownBy(() -> desk.of(STRANGER, "usual")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> desk.change(VIEWER, "usual", 10, 10)).hasMessageContaining("Builders");
        assertThatThrownBy(() -> desk.change(BUILDER, "usual", 101, 10)).hasMessageContaining("0 to 100");
        assertThatThrownBy(() -> desk.change(BUILDER, "usual", 10, 0)).hasMessageContaining("1 to 10000");
    }
}
