package io.tandem.hub.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.AskedCall;
import io.tandem.events.EventJson;
import io.tandem.events.Halt;
import io.tandem.events.Provenance;
import io.tandem.events.ToolRecord;
import io.tandem.hub.approval.Approvals.Use;
import io.tandem.hub.approval.Approvals.Verdict;
import io.tandem.hub.publish.Publication;
import io.tandem.hub.publish.Transactions;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class ApprovalsTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Caller APPROVER =
            new Caller(Caller.Kind.person, "approver", Set.of("sales"), Set.of("approver"));
    private static final Verdict YES = new Verdict(true, null, null, null);
    private static RealPostgres postgres;
    private static DataSource dataSource;

    private Approvals approvals = restarted();

    @BeforeAll
    static void start() {
        postgres = RealPostgres.start();
        dataSource = postgres.migrated("hub");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    /// A hub that has just started on the same database.
    private static Approvals restarted() {
        Publication publication = new Publication(dataSource, RealKafka.brokerAt("127.0.0.1:1", "test"));
        return new Approvals(new Transactions(dataSource), publication, new Deciders(publication));
    }

    private static JsonNode json(String text) {
        return EventJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static Binding aBinding() {
        return new Binding(UUID.randomUUID().toString(), 4, "shop/create_credit_note", json("{\"amount\":\"5\"}"));
    }

    private static Asking asking(Binding binding) {
        Asking.Asker asker = new Asking.Asker(
                "sales",
                "clerk",
                "1",
                "person:builder",
                List.of("agent:planner@2"),
                List.of(new ChainLink("planner@2", "t-above"), new ChainLink("clerk@1", binding.taskId())));
        return new Asking(binding, asker, ToolRecord.Effect.KEYED, Provenance.NONE);
    }

    private Approval waiting(Binding binding) {
        return approvals.ask(asking(binding), DAY, DAY);
    }

    private Approval decide(Approval approval, boolean approve, @Nullable String reason) {
        return approvals.decide(approval.id(), new Verdict(approve, null, null, reason), APPROVER);
    }

    private static long published(String taskId, String status) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from outbox where topic = 'hub.approvals' and key = '"
                                + taskId + "' and convert_from(body, 'UTF8')::json ->> 'status' = '" + status + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Nested
    class GivenWhatAHaltWouldHit {
        private static final Caller APPROVER =
                new Caller(Caller.Kind.person, "approver", Set.of("sales"), Set.of("approver"));

        private int waiting(Halt.Scope scope, String target, Caller caller) {
            return approvals.waiting(scope, target, caller).count();
        }

        @ParameterizedTest
        @CsvSource({
            "agent, clerk, 1",
            "tool, shop/create_credit_note, 1",
            "connector, shop, 1",
            "team, sales, 1",
            "all, platform, 1",
            "agent, shop, 0",
            "tool, create_credit_note, 0"
        })
        void countsWhatWaitsInTheCallersTeams(Halt.Scope scope, String target, int more) {
            int before = waiting(scope, target, APPROVER);
            ask();

            assertThat(waiting(scope, target, APPROVER)).isEqualTo(before + more);
            assertThat(waiting(
                            scope, target, new Caller(Caller.Kind.person, "x", Set.of("finance"), Set.of("approver"))))
                    .isZero();
        }

        private void ask() {
            var unused = ApprovalsTest.this.waiting(aBinding());
        }

        @Test
        void isNotForWhoeverAsks() {
            Caller builder = new Caller(Caller.Kind.person, "builder", Set.of("sales"), Set.of("builder"));
            assertThatThrownBy(() -> waiting(Halt.Scope.all, "platform", builder))
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Nested
    class GivenACallThatWaits {
        @Test
        void isAskedForOnce() throws SQLException {
            Binding binding = aBinding();
            Approval first = waiting(binding);
            Approval second = restarted().ask(asking(binding), DAY, DAY);
            assertThat(second.id()).isEqualTo(first.id());
            assertThat(published(binding.taskId(), "waiting")).isEqualTo(1);
        }

        @Test
        void cannotBeMadeYet() {
            Binding binding = aBinding();
            Approval approval = waiting(binding);
            assertThat(approvals.use(approval.id(), binding.hash(), "t:5")).isInstanceOf(Use.Refused.class);
        }

        @Test
        void isFoundByItsTaskAndByTheArgumentsWords() {
            Binding binding = aBinding();
            Approval approval = waiting(binding);

            assertThat(found(binding.taskId().toUpperCase(Locale.ROOT))).containsExactly(approval.id());
            assertThat(found("AMOUNT")).contains(approval.id());
            assertThat(found(binding.taskId() + " elsewhere")).isEmpty();
        }

        private List<String> found(String text) {
            return approvals.list(new Approvals.Wanted("", text, "", 1_000), APPROVER).stream()
                    .map(Approval::id)
                    .toList();
        }

        @Test
        void isNotDecidedByWhoAskedForIt() {
            Approval approval = waiting(aBinding());
            Caller asker = new Caller(Caller.Kind.person, "builder", Set.of("sales"), Set.of("approver", "admin"));
            assertThatThrownBy(() -> approvals.decide(approval.id(), YES, asker))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(CommonProblem.FORBIDDEN));
        }

        @Test
        void doesNotExistForAnApproverOfAnotherTeam() {
            Approval approval = waiting(aBinding());
            Caller other = new Caller(Caller.Kind.person, "approver2", Set.of("finance"), Set.of("approver"));
            assertThatThrownBy(() -> approvals.decide(approval.id(), YES, other))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(CommonProblem.NOT_FOUND));
        }

        @Test
        void isANoAfterItsTime() throws SQLException {
            Binding binding = aBinding();
            Approval approval = approvals.ask(asking(binding), DAY, Duration.ofMillis(-1));
            assertThatThrownBy(() -> decide(approval, true, null)).isInstanceOf(ProblemException.class);
            approvals.expire();
            assertThat(published(binding.taskId(), "expired")).isEqualTo(1);
            assertThat(approvals.use(approval.id(), binding.hash(), "t:5"))
                    .isEqualTo(new Use.Refused("Nobody approved the call in time."));
        }
    }

    @Nested
    class GivenAGrantedApproval {
        private final Binding binding = aBinding();
        private final Approval approval = waiting(binding);

        @Test
        void isUsedByOneIntentAndItsRepeats() throws SQLException {
            decide(approval, true, "fine");
            assertThat(approvals.use(approval.id(), binding.hash(), "t:5")).isEqualTo(new Use.Allowed(false));
            assertThat(restarted().use(approval.id(), binding.hash(), "t:5")).isEqualTo(new Use.Allowed(true));
            assertThat(approvals.use(approval.id(), binding.hash(), "t:6"))
                    .isEqualTo(new Use.Refused("The approval has been used already."));
            assertThat(published(binding.taskId(), "granted")).isEqualTo(1);
            assertThat(published(binding.taskId(), "used")).isEqualTo(1);
        }

        @Test
        void isThereAgainWhereTheCallWasNotMade() {
            decide(approval, true, null);
            approvals.use(approval.id(), binding.hash(), "t:5");

            approvals.release(approval.id(), "t:4");
            assertThat(approvals.use(approval.id(), binding.hash(), "t:6"))
                    .as("released by another intent")
                    .isInstanceOf(Use.Refused.class);
            approvals.release(approval.id(), "t:5");

            assertThat(approvals.use(approval.id(), binding.hash(), "t:6")).isEqualTo(new Use.Allowed(false));
        }

        @Test
        void outlivesARestart() {
            decide(approval, true, null);
            approvals = restarted();
            assertThat(approvals.use(approval.id(), binding.hash(), "t:5")).isEqualTo(new Use.Allowed(false));
        }

        @Test
        void isANoWhenNobodyUsesItInTime() throws SQLException {
            Binding late = aBinding();
            Approval brief = approvals.ask(asking(late), DAY, Duration.ofSeconds(1));
            decide(brief, true, "hurry");

            await().atMost(Duration.ofSeconds(10)).until(() -> {
                approvals.expire();
                return published(late.taskId(), "expired") == 1;
            });

            assertThat(approvals.use(brief.id(), late.hash(), "t:5"))
                    .isEqualTo(new Use.Refused("The approval expired before it was used."));
            assertThat(approvals.ask(asking(late), DAY, DAY).status()).isEqualTo(Approval.EXPIRED);
        }

        @Test
        void isForNoOtherArguments() {
            decide(approval, true, null);
            Binding changed = new Binding(binding.taskId(), binding.seq(), binding.tool(), json("{\"amount\":\"50\"}"));
            assertThat(approvals.use(approval.id(), changed.hash(), "t:5")).isInstanceOf(Use.Refused.class);
        }

        @Test
        void isDecidedOnce() {
            decide(approval, true, null);
            assertThatThrownBy(() -> decide(approval, false, null))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(CommonProblem.CONFLICT));
        }
    }

    @Nested
    class GivenAnApproverWhoChangesTheCall {
        private final Binding asked = aBinding();
        private final Binding less = asked.with(json("{\"amount\":\"4\"}"));
        private final Approval approval = waiting(asked);

        private Approval changed() {
            return approvals.decide(
                    approval.id(), new Verdict(true, asked.hash(), less.arguments(), "four is enough"), APPROVER);
        }

        @Test
        void keepsBothVersions() throws SQLException {
            Approval done = changed();

            assertThat(done.status()).isEqualTo(Approval.GRANTED);
            assertThat(done.bindingHash()).isEqualTo(less.hash());
            assertThat(done.arguments()).isEqualTo(less.arguments());
            assertThat(done.asked()).isEqualTo(new AskedCall(asked.arguments(), asked.hash()));
            assertThat(published(asked.taskId(), "granted")).isEqualTo(1);
        }

        @Test
        void allowsThatCallOnce() {
            changed();

            assertThat(approvals.use(approval.id(), less.hash(), "t:5")).isEqualTo(new Use.Allowed(false));
            assertThat(approvals.use(approval.id(), less.hash(), "t:6"))
                    .isEqualTo(new Use.Refused("The approval has been used already."));
        }

        @Test
        void doesNotAllowWhatWasAskedFor() {
            changed();

            assertThat(approvals.use(approval.id(), asked.hash(), "t:5")).isInstanceOf(Use.Refused.class);
            assertThat(approvals.ask(asking(asked), DAY, DAY).id())
                    .as("nor is it asked for again")
                    .isEqualTo(approval.id());
            assertThat(approvals.ask(asking(less), DAY, DAY).id()).isEqualTo(approval.id());
        }

        @Test
        void decidesOnWhatWasShownOnly() {
            Verdict stale = new Verdict(true, less.hash(), null, null);

            assertThatThrownBy(() -> approvals.decide(approval.id(), stale, APPROVER))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ApprovalProblem.CHANGED));
        }
    }

    @Nested
    class GivenTwoApproversAtTheSameInstant {
        @Test
        void countsOneOfThem() throws Exception {
            for (int i = 0; i < 20; i++) {
                Binding binding = aBinding();
                Approval approval = waiting(binding);
                CyclicBarrier together = new CyclicBarrier(2);
                AtomicInteger decided = new AtomicInteger();
                List<Thread> both = List.of(
                        approver(together, decided, approval, "{\"amount\":\"1\"}"),
                        approver(together, decided, approval, "{\"amount\":\"2\"}"));
                for (Thread each : both) {
                    each.join();
                }

                assertThat(decided).hasValue(1);
                assertThat(published(binding.taskId(), "granted")).isEqualTo(1);
            }
        }

        private Thread approver(CyclicBarrier together, AtomicInteger decided, Approval approval, String arguments) {
            return Thread.ofVirtual().start(() -> {
                try {
                    together.await();
                    approvals.decide(approval.id(), new Verdict(true, null, json(arguments), "mine"), APPROVER);
                    decided.incrementAndGet();
                } catch (ProblemException e) {
                    assertThat(e.kind()).isEqualTo(CommonProblem.CONFLICT);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    @Nested
    class GivenACallThatNobodyLooksAt {
        private long reminders(Approval approval) throws SQLException {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from outbox where topic = 'audit.hub' and "
                            + "convert_from(body, 'UTF8')::json ->> 'action' = 'approval.reminded' and "
                            + "convert_from(body, 'UTF8')::json ->> 'subject' = '" + approval.id() + "'")) {
                row.next();
                return row.getLong(1);
            }
        }

        /// As if it had been asked for so long ago.
        private void age(Approval approval, Duration by) throws SQLException {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                String earlier = " - interval '" + by.toSeconds() + " seconds'";
                statement.executeUpdate("update approval set created_at = created_at" + earlier + ", due_at = due_at"
                        + earlier + ", expires_at = expires_at" + earlier + " where id = '" + approval.id() + "'");
            }
        }

        @Test
        void isCalledToMindTwice() throws SQLException {
            Approval approval = approvals.ask(asking(aBinding()), Duration.ofHours(4), DAY);
            approvals.remind();
            assertThat(reminders(approval)).isZero();

            age(approval, Duration.ofHours(2));
            approvals.remind();
            approvals.remind();
            assertThat(reminders(approval)).isEqualTo(1);

            age(approval, Duration.ofHours(20));
            approvals.remind();
            approvals.remind();
            assertThat(reminders(approval)).isEqualTo(2);
        }
    }

    @Nested
    class GivenARejectedApproval {
        @Test
        void allowsNothing() throws SQLException {
            Binding binding = aBinding();
            Approval approval = waiting(binding);
            decide(approval, false, "too much");
            assertThat(approvals.use(approval.id(), binding.hash(), "t:5"))
                    .isEqualTo(new Use.Refused("The call was rejected."));
            assertThat(published(binding.taskId(), "rejected")).isEqualTo(1);
        }
    }

    @Nested
    class GivenATaskThatHasEnded {
        private final Binding binding = aBinding();
        private final Approval approval = waiting(binding);

        private void end() {
            approvals.withdraw(List.of(binding.taskId(), UUID.randomUUID().toString()));
        }

        private List<String> waitingNow() {
            return approvals.list(new Approvals.Wanted(Approval.WAITING, "", "", 1_000), APPROVER).stream()
                    .map(Approval::id)
                    .toList();
        }

        @Test
        void isNotAmongThoseThatWait() throws SQLException {
            Approval other = waiting(aBinding());

            end();

            assertThat(waitingNow()).contains(other.id()).doesNotContain(approval.id());
            assertThat(published(binding.taskId(), "withdrawn")).isEqualTo(1);
        }

        @Test
        void isWithdrawnOnce() throws SQLException {
            end();
            end();
            assertThat(published(binding.taskId(), "withdrawn")).isEqualTo(1);
        }

        @Test
        void isNotDecidedAnyMore() {
            end();
            assertThatThrownBy(() -> decide(approval, true, null))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ApprovalProblem.WITHDRAWN));
        }

        @Test
        void takesBackWhatWasGrantedAndNotUsed() {
            decide(approval, true, null);
            end();
            assertThat(approvals.use(approval.id(), binding.hash(), "t:5"))
                    .isEqualTo(new Use.Refused("The task that asked for the call has ended."));
        }

        @Test
        void leavesWhatWasUsedAsItIs() {
            decide(approval, true, null);
            approvals.use(approval.id(), binding.hash(), "t:5");

            end();

            assertThat(approvals.find(approval.id(), APPROVER)).get().satisfies(known -> assertThat(known.status())
                    .isEqualTo(Approval.USED));
        }
    }

    @Nested
    class GivenABinding {
        @Test
        void isTheSameForTheSameArgumentsInAnyOrder() {
            Binding one = new Binding("t", 1, "a/b", json("{\"x\":1.0,\"y\":[true]}"));
            Binding other = new Binding("t", 1, "a/b", json("{ \"y\":[true], \"x\":1 }"));
            assertThat(one.hash()).isEqualTo(other.hash());
        }

        @Test
        void differsByTaskSeqToolAndArguments() {
            JsonNode x = json("{\"x\":1}");
            assertThat(Set.of(
                            new Binding("t", 1, "a/b", x).hash(),
                            new Binding("u", 1, "a/b", x).hash(),
                            new Binding("t", 2, "a/b", x).hash(),
                            new Binding("t", 1, "a/c", x).hash(),
                            new Binding("t", 1, "a/b", json("{\"x\":2}")).hash()))
                    .hasSize(5);
        }
    }
}
