package io.tandem.hub.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.events.Halt;
import io.tandem.events.Provenance;
import io.tandem.hub.approval.Approvals.Use;
import io.tandem.hub.publish.Publication;
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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
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
        return new Approvals(dataSource, new Publication(dataSource, RealKafka.brokerAt("127.0.0.1:1", "test")));
    }

    private static JsonNode json(String text) {
        return EventJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static Binding aBinding() {
        return new Binding(UUID.randomUUID().toString(), 4, "shop/create_credit_note", json("{\"amount\":\"5\"}"));
    }

    private static Approval asked(Binding binding) {
        Instant now = Instant.now();
        return new Approval(
                UUID.randomUUID().toString(),
                binding.hash(),
                binding.taskId(),
                binding.seq(),
                "sales",
                "clerk",
                "1",
                "person:builder",
                List.of("agent:clerk"),
                "shop",
                "create_credit_note",
                binding.arguments(),
                Provenance.NONE,
                "waiting",
                null,
                null,
                now,
                now,
                null,
                null);
    }

    private Approval waiting(Binding binding) {
        return approvals.ask(asked(binding), DAY);
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
            Approval second = restarted().ask(asked(binding), DAY);
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
            assertThatThrownBy(() -> approvals.decide(approval.id(), true, null, asker))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(CommonProblem.FORBIDDEN));
        }

        @Test
        void doesNotExistForAnApproverOfAnotherTeam() {
            Approval approval = waiting(aBinding());
            Caller other = new Caller(Caller.Kind.person, "approver2", Set.of("finance"), Set.of("approver"));
            assertThatThrownBy(() -> approvals.decide(approval.id(), true, null, other))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(CommonProblem.NOT_FOUND));
        }

        @Test
        void isANoAfterItsTime() throws SQLException {
            Binding binding = aBinding();
            Approval approval = approvals.ask(asked(binding), Duration.ofMillis(-1));
            assertThatThrownBy(() -> approvals.decide(approval.id(), true, null, APPROVER))
                    .isInstanceOf(ProblemException.class);
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
            approvals.decide(approval.id(), true, "fine", APPROVER);
            assertThat(approvals.use(approval.id(), binding.hash(), "t:5")).isEqualTo(new Use.Allowed(false));
            assertThat(restarted().use(approval.id(), binding.hash(), "t:5")).isEqualTo(new Use.Allowed(true));
            assertThat(approvals.use(approval.id(), binding.hash(), "t:6"))
                    .isEqualTo(new Use.Refused("The approval has been used already."));
            assertThat(published(binding.taskId(), "granted")).isEqualTo(1);
            assertThat(published(binding.taskId(), "used")).isEqualTo(1);
        }

        @Test
        void outlivesARestart() {
            approvals.decide(approval.id(), true, null, APPROVER);
            approvals = restarted();
            assertThat(approvals.use(approval.id(), binding.hash(), "t:5")).isEqualTo(new Use.Allowed(false));
        }

        @Test
        void isANoWhenNobodyUsesItInTime() throws SQLException {
            Binding late = aBinding();
            Approval brief = approvals.ask(asked(late), Duration.ofSeconds(1));
            approvals.decide(brief.id(), true, "hurry", APPROVER);

            await().atMost(Duration.ofSeconds(10)).until(() -> {
                approvals.expire();
                return published(late.taskId(), "expired") == 1;
            });

            assertThat(approvals.use(brief.id(), late.hash(), "t:5"))
                    .isEqualTo(new Use.Refused("The approval expired before it was used."));
            assertThat(approvals.ask(asked(late), DAY).status()).isEqualTo(Approval.EXPIRED);
        }

        @Test
        void isForNoOtherArguments() {
            approvals.decide(approval.id(), true, null, APPROVER);
            Binding changed = new Binding(binding.taskId(), binding.seq(), binding.tool(), json("{\"amount\":\"50\"}"));
            assertThat(approvals.use(approval.id(), changed.hash(), "t:5")).isInstanceOf(Use.Refused.class);
        }

        @Test
        void isDecidedOnce() {
            approvals.decide(approval.id(), true, null, APPROVER);
            assertThatThrownBy(() -> approvals.decide(approval.id(), false, null, APPROVER))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(CommonProblem.CONFLICT));
        }
    }

    @Nested
    class GivenARejectedApproval {
        @Test
        void allowsNothing() throws SQLException {
            Binding binding = aBinding();
            Approval approval = waiting(binding);
            approvals.decide(approval.id(), false, "too much", APPROVER);
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
            assertThatThrownBy(() -> approvals.decide(approval.id(), true, null, APPROVER))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ApprovalProblem.WITHDRAWN));
        }

        @Test
        void takesBackWhatWasGrantedAndNotUsed() {
            approvals.decide(approval.id(), true, null, APPROVER);
            end();
            assertThat(approvals.use(approval.id(), binding.hash(), "t:5"))
                    .isEqualTo(new Use.Refused("The task that asked for the call has ended."));
        }

        @Test
        void leavesWhatWasUsedAsItIs() {
            approvals.decide(approval.id(), true, null, APPROVER);
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
