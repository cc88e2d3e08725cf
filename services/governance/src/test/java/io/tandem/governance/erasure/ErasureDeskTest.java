package io.tandem.governance.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.events.AuditEvent;
import io.tandem.events.TaskEvent;
import io.tandem.events.Topic;
import io.tandem.governance.ledger.TestLedger;
import io.tandem.governance.seal.Sealer;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.ledger.LedgerProblem;
import io.tandem.ledger.LedgerProblem.Kind;
import io.tandem.ledger.Verification;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Erasures over a real database and broker, seen by a verification.
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class ErasureDeskTest {
    private static final Caller AUDITOR = new Caller(Caller.Kind.person, "auditor", Set.of(), Set.of("auditor"));
    private static final Caller ADMIN = new Caller(Caller.Kind.person, "admin", Set.of(), Set.of("admin"));
    private static final Caller BUILDER = new Caller(Caller.Kind.person, "builder", Set.of("sales"), Set.of("builder"));
    private static final Terms ADA = new Terms("person:ada", null);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private TestLedger ledger;
    private ErasureDesk desk;

    @BeforeEach
    void start() {
        ledger = new TestLedger(home);
        desk = desk(Optional.empty(), Clock.systemUTC());
        task("ada", "task-ada");
        task("bob", "task-bob");
        audit("policy.proposed", "person:ada");
        audit("sign-in", "person:ada");
        ledger.awaitRecords(8);
    }

    @AfterEach
    void stop() {
        desk.close();
        ledger.close();
    }

    private ErasureDesk desk(Optional<Period> keep, Clock clock) {
        return new ErasureDesk(ledger.dataSource(), ledger.publication(), ledger.sealer(), keep, clock).start();
    }

    private void task(String person, String task) {
        task("person:" + person, task, 3);
    }

    /// Its third event is its end.
    private void task(String owner, String task, int events) {
        for (int seq = 1; seq <= events; seq++) {
            ledger.send(
                    Topic.A2A_EVENTS,
                    task,
                    new TaskEvent(
                            TaskEvent.SCHEMA,
                            task,
                            seq,
                            1,
                            "c",
                            null,
                            "sales",
                            "echo",
                            "1",
                            owner,
                            seq == 3 ? "ended" : "moved",
                            "s",
                            JsonNodeFactory.instance.objectNode().put("note", "of " + owner),
                            Instant.now()));
        }
    }

    private void audit(String action, String actor) {
        ledger.audit(
                "registry",
                new AuditEvent(
                        AuditEvent.SCHEMA, action, actor, "sales", "a subject", "allowed", null, null, Instant.now()));
    }

    private List<PayloadErasure> all() {
        return desk.page(AUDITOR, null, null).items();
    }

    private PayloadErasure done(String id) {
        await().atMost(TestLedger.SOON).until(() -> desk.one(AUDITOR, id).state() == PayloadErasure.State.DONE);
        return desk.one(AUDITOR, id);
    }

    private long payloads(String condition) throws SQLException {
        return ledger.count("select count(*) from payload p join record r using (team, number) where " + condition);
    }

    @Nested
    class GivenAPerson {
        @Test
        void losesThePayloadsThatWereShownOnceTheLedgerSaysSo() throws SQLException {
            PayloadErasure proposed = desk.propose(AUDITOR, ADA, "She asked for it.");
            assertThat(proposed.preview().records()).isEqualTo(4);
            assertThat(proposed.preview().taskIds()).containsExactly("task-ada");
            assertThat(proposed.preview().stays())
                    .extracting(ErasurePreview.Count::name)
                    .containsExactly("policy.proposed");
            assertThat(payloads("true")).as("nothing went yet").isGreaterThanOrEqualTo(8);

            desk.carryOut(ADMIN, proposed.id());
            PayloadErasure erased = done(proposed.id());

            assertThat(erased.erased()).isEqualTo(4);
            assertThat(payloads("r.task = 'task-ada' or r.kind = 'sign-in'")).isZero();
            assertThat(payloads("r.task = 'task-bob' or r.kind = 'policy.proposed'"))
                    .isEqualTo(4);
            assertThat(ledger.count("select count(*) from record where task = 'task-ada'"))
                    .as("the records stay")
                    .isEqualTo(3);
            assertThat(ledger.count(
                            "select count(*) from record r join checkpoint c on c.team = r.team and c.size >= r.number"
                                    + " where r.kind = 'ledger.erased' and c.at <= (select done_at from erasure)"))
                    .as("it was signed before the payloads went")
                    .isPositive();
            Verification found = ledger.verify();
            assertThat(found.ok()).as(found.problems().toString()).isTrue();
            assertThat(found.notes()).extracting(LedgerProblem::kind).contains(Kind.PAYLOAD_ERASED);
            assertThat(found.notes().getFirst().detail()).contains("4 payloads were erased", "person:ada");
        }

        @Test
        void keepsWhatIsNotKnownToHaveEnded() throws SQLException {
            task("person:ada", "task-new", 2);
            task("person:ada", "task-runs", 2);
            task("person:ada", "task-over", 2);
            ledger.asService("insert into task_cost(task, agent, version, team, owner, state, began, seq)"
                    + " values ('task-runs', 'echo', '1', 'sales', 'person:ada', 'WORKING', now(), 1),"
                    + " ('task-over', 'echo', '1', 'sales', 'person:ada', 'COMPLETED', now(), 3)");
            ledger.awaitRecords(14);

            ErasurePreview preview = desk.preview(AUDITOR, ADA);

            assertThat(preview.runningTasks()).isEqualTo(2);
            assertThat(preview.taskIds()).containsExactly("task-ada", "task-over");
        }

        @Test
        void losesWhatWasAskedAgainInTheirWords() throws SQLException {
            task("service:tandem-governance", "task-again", 3);
            task("service:tandem-governance", "task-other", 3);
            ledger.awaitRecords(14);
            ledger.asService("insert into request_replay(id, agent, version, team, asked_by, days, state, created_at)"
                    + " values ('rpl-1', 'echo', '2', 'sales', 'person:builder', 1, 'DONE', now())");
            ledger.asService("insert into request_replay_line(replay, task, position, again)"
                    + " values ('rpl-1', 'task-ada', 1, 'task-again'), ('rpl-1', 'task-bob', 2, 'task-other')");

            assertThat(desk.preview(AUDITOR, ADA).taskIds()).containsExactly("task-ada", "task-again");
        }

        @Test
        void losesWhatOthersDidForThemToo() throws SQLException {
            ledger.asService("insert into task_cost(task, parent, agent, version, team, owner, state, began, seq)"
                    + " values ('task-bob', 'task-ada', 'echo', '1', 'sales', 'agent:echo', 'COMPLETED', now(), 1)");

            assertThat(desk.preview(AUDITOR, ADA).taskIds()).containsExactly("task-ada", "task-bob");
        }
    }

    @Nested
    class GivenSomebody {
        @Test
        void mayNotCarryOutWhatTheyProposed() throws SQLException {
            PayloadErasure proposed = desk.propose(AUDITOR, ADA, "She asked for it.");

            assertThatThrownBy(() -> desk.carryOut(AUDITOR, proposed.id()))
                    .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind())
                            .isEqualTo(ErasureProblem.NEEDS_SOMEBODY_ELSE));
            await().atMost(TestLedger.SOON)
                    .until(() -> ledger.count("select count(*) from record where kind = 'ledger.erasure-carried-out'"
                                    + " and decision = 'denied'")
                            == 1);
        }

        @Test
        void seesAllOfThemPageByPage() {
            String first = desk.propose(AUDITOR, ADA, "She asked for it.").id();
            String second = desk.propose(ADMIN, ADA, "Once more.").id();

            ErasureDesk.Page newest = desk.page(AUDITOR, 1, null);
            ErasureDesk.Page oldest = desk.page(AUDITOR, 1, newest.nextPageToken());

            assertThat(newest.items()).extracting(PayloadErasure::id).containsExactly(second);
            assertThat(oldest.items()).extracting(PayloadErasure::id).containsExactly(first);
            assertThat(oldest.nextPageToken()).isEmpty();
        }

        @Test
        void whoIsNoAuditorMayNotEvenLook() {
            assertThatThrownBy(() -> desk.preview(BUILDER, ADA))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(CommonProblem.FORBIDDEN));
        }

        @Test
        void mayNotCarryOutTwiceOrAfterAWithdrawal() {
            PayloadErasure proposed = desk.propose(AUDITOR, ADA, "She asked for it.");
            desk.withdraw(AUDITOR, proposed.id());

            assertThatThrownBy(() -> desk.carryOut(ADMIN, proposed.id()))
                    .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind())
                            .isEqualTo(ErasureProblem.DECIDED_ALREADY));
        }
    }

    @Nested
    class GivenSomebodyWithTheServicesOwnAccount {
        @Test
        void cannotTakeAPayloadThatNoErasureNames() {
            for (String sql : List.of(
                    "delete from payload",
                    "delete from payload where number = 1",
                    "insert into erased_range values (1, 'sales', 1, 1)",
                    "truncate payload")) {
                assertThatThrownBy(() -> ledger.asService(sql)).as(sql).isInstanceOf(SQLException.class);
            }
        }

        @Test
        void cannotTakeOneMoreThanTheErasureNames() throws SQLException {
            PayloadErasure proposed = desk.propose(AUDITOR, ADA, "She asked for it.");
            desk.carryOut(ADMIN, proposed.id());
            done(proposed.id());

            for (String sql : List.of(
                    "delete from payload p using record r where r.team = p.team and r.number = p.number"
                            + " and r.task = 'task-bob'",
                    "insert into erased_range select record, team, 1, 1000 from erased_range limit 1",
                    "delete from erased_range",
                    "delete from payload p using record r where r.team = p.team and r.number = p.number"
                            + " and r.kind = 'ledger.erased'")) {
                assertThatThrownBy(() -> ledger.asService(sql)).as(sql).isInstanceOf(SQLException.class);
            }
        }
    }

    @Nested
    class GivenSomebodyWhoOwnsTheDatabase {
        @Test
        void isFoundOutWhenOneMorePayloadIsGone() throws SQLException {
            PayloadErasure proposed = desk.propose(AUDITOR, ADA, "She asked for it.");
            desk.carryOut(ADMIN, proposed.id());
            done(proposed.id());
            ledger.asOwner("delete from payload p using record r where r.team = p.team and r.number = p.number"
                    + " and r.task = 'task-bob' and r.sequence = 2");

            Verification found = ledger.verify();

            assertThat(found.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.kind()).isEqualTo(Kind.PAYLOAD_MISSING);
                assertThat(problem.eventId()).isEqualTo("task-bob:2");
            });
        }
    }

    /// Carried out with no thread that takes steps: the test takes them.
    @Nested
    class GivenAnErasureStepByStep {
        private ErasureDesk still;

        @BeforeEach
        void nobodyElseErases() {
            desk.close();
            still = new ErasureDesk(
                    ledger.dataSource(), ledger.publication(), ledger.sealer(), Optional.empty(), Clock.systemUTC());
        }

        private Eraser eraser(DataSource dataSource) {
            return new Eraser(dataSource, ledger.publication(), ledger.sealer(), Clock.systemUTC());
        }

        private PayloadErasure carriedOut(Terms terms) {
            PayloadErasure proposed = still.propose(AUDITOR, terms, "She asked for it.");
            return still.carryOut(ADMIN, proposed.id());
        }

        private void untilDone(Eraser eraser, String id) {
            await().atMost(TestLedger.SOON).until(() -> {
                eraser.step();
                return still.one(AUDITOR, id).state() == PayloadErasure.State.DONE;
            });
        }

        private Sealer sealerAfterARestart() {
            return new Sealer(
                    ledger.dataSource(),
                    new Sealer.Files(home.resolve("key.pem"), home.resolve("copies")),
                    (transaction, signed) -> {},
                    Clock.systemUTC(),
                    Sealer.Pace.USUAL);
        }

        private void awaitErasuresOnRecord(long count) {
            await().atMost(TestLedger.SOON)
                    .until(() -> ledger.count("select count(*) from record where kind = 'ledger.erased'") == count);
        }

        @Test
        void keepsPayloadsWhileItsRecordCannotBeSigned() throws Exception {
            Path copies = home.resolve("copies/platform");
            Eraser eraser = eraser(ledger.dataSource());
            ledger.audit(
                    "registry",
                    new AuditEvent(
                            AuditEvent.SCHEMA,
                            "models.changed",
                            "person:admin",
                            "platform",
                            "models",
                            "allowed",
                            null,
                            null,
                            Instant.now()));
            ledger.awaitRecords(9);
            ledger.sealer().sealNow();
            // The database goes back to where the platform's tree was not signed yet.
            ledger.asOwner("delete from checkpoint where team = 'platform'");
            PayloadErasure erasure = carriedOut(ADA);
            eraser.step();
            awaitErasuresOnRecord(1);

            assertThat(eraser.step()).isFalse();
            assertThat(eraser.step()).isFalse();

            assertThat(payloads("r.task = 'task-ada'")).isEqualTo(3);
            assertThat(still.one(AUDITOR, erasure.id()).erased()).isZero();
            try (Stream<Path> kept = Files.list(copies)) {
                for (Path copy : kept.toList()) {
                    Files.delete(copy);
                }
            }
            untilDone(
                    new Eraser(ledger.dataSource(), ledger.publication(), sealerAfterARestart(), Clock.systemUTC()),
                    erasure.id());
            assertThat(payloads("r.task = 'task-ada'")).isZero();
        }

        @Test
        void goesOnAfterTheProcessEndedBetweenTheRecordAndThePayloads() throws SQLException {
            PayloadErasure erasure = carriedOut(ADA);
            eraser(ledger.dataSource()).step();
            awaitErasuresOnRecord(1);
            Eraser dying = eraser(endsBeforeItsNextCommit(ledger.dataSource()));

            assertThatThrownBy(dying::step).hasMessageContaining("the process ended");

            assertThat(payloads("r.task = 'task-ada'")).isEqualTo(3);
            assertThat(ledger.count("select count(*) from erased_range")).isZero();
            untilDone(eraser(ledger.dataSource()), erasure.id());
            assertThat(payloads("r.task = 'task-ada'")).isZero();
            assertThat(ledger.count("select count(*) from record where kind = 'ledger.erased'"))
                    .as("it is told once")
                    .isEqualTo(1);
            assertThat(ledger.verify().ok()).isTrue();
        }

        @Test
        void isNotKeptWaitingByOneWhoseRecordDoesNotCome() throws SQLException {
            PayloadErasure first = carriedOut(ADA);
            ledger.asService("update erasure_part set told_at = now()"); // and its event is nowhere
            PayloadErasure second = carriedOut(new Terms("person:bob", null));

            untilDone(eraser(ledger.dataSource()), second.id());

            assertThat(still.one(AUDITOR, first.id()).state()).isEqualTo(PayloadErasure.State.CARRIED_OUT);
            assertThat(payloads("r.task = 'task-ada'")).isEqualTo(3);
        }

        /// What is done in a transaction is lost, as when a process is killed.
        private static DataSource endsBeforeItsNextCommit(DataSource dataSource) {
            return proxy(DataSource.class, dataSource, "getConnection");
        }

        private static <T> T proxy(Class<T> type, Object target, String wrapped) {
            return type.cast(
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                        if (method.getName().equals("commit")) {
                            throw new SQLException("the process ended");
                        }
                        Object answer = method.invoke(target, arguments);
                        return method.getName().equals(wrapped) ? proxy(Connection.class, answer, "") : answer;
                    }));
        }
    }

    @Nested
    class GivenARetention {
        private final Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(800));

        @Test
        void takesWhatIsOldEnoughOnceADay() throws SQLException {
            desk.close();
            desk = desk(Optional.of(Period.ofYears(1)), later);

            await().atMost(TestLedger.SOON)
                    .until(() -> all().stream().anyMatch(erasure -> erasure.state() == PayloadErasure.State.DONE));

            PayloadErasure erasure = all().getFirst();
            assertThat(erasure.decidedBy()).isEqualTo("service:tandem-governance");
            assertThat(payloads("r.stream = 'a2a.events'")).isZero();
            assertThat(payloads("r.kind = 'policy.proposed'")).isEqualTo(1);
            assertThat(ledger.verify().ok()).isTrue();
            task("cy", "task-cy");
            await().atMost(TestLedger.SOON)
                    .until(() -> ledger.count("select count(*) from record where task = 'task-cy'") == 3);
            new Retention(ledger.dataSource(), Optional.of(Period.ofYears(1)), later).look();
            assertThat(all()).as("the next one is tomorrow's").hasSize(1);
        }

        @Test
        void ofLessThanSixMonthsIsWarnedAbout() {
            assertThat(new Retention(ledger.dataSource(), Optional.of(Period.ofMonths(5)), Clock.systemUTC())
                            .kept()
                            .warning())
                    .contains("Article 26(6)");
            assertThat(new Retention(ledger.dataSource(), Optional.of(Period.ofMonths(6)), Clock.systemUTC())
                            .kept()
                            .warning())
                    .isNull();
        }
    }
}
