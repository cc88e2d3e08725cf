package io.tandem.hub.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.events.Provenance;
import io.tandem.events.ToolRecord;
import io.tandem.hub.approval.Approval;
import io.tandem.hub.approval.ApprovalProblem;
import io.tandem.hub.approval.Approvals;
import io.tandem.hub.approval.Approvals.Verdict;
import io.tandem.hub.approval.Asking;
import io.tandem.hub.approval.Binding;
import io.tandem.hub.approval.ChainLink;
import io.tandem.hub.approval.Deciders;
import io.tandem.hub.inbox.InboxPage.View;
import io.tandem.hub.publish.Publication;
import io.tandem.hub.publish.Transactions;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.kit.problem.ProblemKind;
import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class InboxTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Caller ANNA = approver("anna", "sales");
    private static final Caller BERT = approver("bert", "sales");
    private static final Caller FINN = approver("finn", "finance");
    private static final Caller BUILDER =
            new Caller(Caller.Kind.person, "builder", Set.of("sales"), Set.of("builder", "approver"));
    private static RealPostgres postgres;
    private static DataSource dataSource;
    private static Transactions transactions;
    private static Approvals approvals;
    private static Inbox inbox;

    @BeforeAll
    static void start() {
        postgres = RealPostgres.start();
        dataSource = postgres.migrated("hub");
        Publication publication = new Publication(dataSource, RealKafka.brokerAt("127.0.0.1:1", "test"));
        Deciders deciders = new Deciders(publication);
        transactions = new Transactions(dataSource);
        approvals = new Approvals(transactions, publication, deciders);
        inbox = new Inbox(transactions, publication, approvals, deciders);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void come() {
        List.of(ANNA, BERT, FINN).forEach(InboxTest::came);
    }

    @AfterEach
    void empty() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from approval");
            statement.executeUpdate("delete from approver");
        }
    }

    private static void came(Caller person) {
        var unused = page(View.team, person);
    }

    private static Caller approver(String name, String team) {
        return new Caller(Caller.Kind.person, name, Set.of(team), Set.of("approver"));
    }

    private static JsonNode json(String text) {
        return EventJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static Approval asked(String person, String agent, String arguments, Duration due) {
        String task = UUID.randomUUID().toString();
        Asking.Asker asker = new Asking.Asker(
                "sales", agent, "1", "person:" + person, List.of(), List.of(new ChainLink(agent + "@1", task)));
        Binding call = new Binding(task, 4, "shop/create_credit_note", json(arguments));
        return approvals.ask(new Asking(call, asker, ToolRecord.Effect.KEYED, Provenance.NONE), due, DAY);
    }

    private static Approval asked(String person) {
        return asked(person, "clerk", "{\"amount\":5}", Duration.ofHours(4));
    }

    private static InboxPage page(View view, Caller caller) {
        return inbox.page(new Inbox.Wanted(view, "", "", "", "", 51), caller);
    }

    private static List<String> ids(View view, Caller caller) {
        return page(view, caller).items().stream().map(Approval::id).toList();
    }

    private static void refuses(ThrowingCallable what, ProblemKind kind) {
        assertThatThrownBy(what).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind())
                .isEqualTo(kind));
    }

    @Nested
    class GivenCallsThatWait {
        private final Approval one = asked("builder");
        private final Approval urgent = asked("builder", "clerk", "{\"amount\":7}", Duration.ofHours(1));
        private final Approval annas = asked("anna", "buyer", "{\"amount\":9}", Duration.ofHours(2));

        @Test
        void areSeenByTheirTeamSoonestDueFirstAndNeverByWhoAskedForThem() {
            assertThat(ids(View.team, BERT)).containsExactly(urgent.id(), annas.id(), one.id());
            assertThat(ids(View.team, ANNA)).containsExactly(urgent.id(), one.id());
            assertThat(ids(View.team, FINN)).isEmpty();
            assertThat(ids(View.submitted, ANNA)).containsExactly(annas.id());
        }

        @Test
        void areCountedForAllViewsAtOnce() {
            inbox.assign(one.id(), "anna", null, ANNA);

            assertThat(page(View.submitted, ANNA).counts()).isEqualTo(new InboxPage.Counts(1, 2, 1, 1, 0));
        }

        @Test
        void areFoundByAgentToolAndWords() {
            assertThat(found("buyer", "", "")).containsExactly(annas.id());
            assertThat(found("", "shop/create_credit_note", "")).hasSize(3);
            assertThat(found("", "shop/other", "")).isEmpty();
            assertThat(found("", "", urgent.taskId())).containsExactly(urgent.id());
        }

        private List<String> found(String agent, String tool, String text) {
            return inbox.page(new Inbox.Wanted(View.team, agent, tool, text, "", 51), BERT).items().stream()
                    .map(Approval::id)
                    .toList();
        }

        @Test
        void comePageByPage() {
            List<String> all = new ArrayList<>();
            String after = "";
            do {
                InboxPage page = inbox.page(new Inbox.Wanted(View.team, "", "", "", after, 2), BERT);
                page.items().forEach(approval -> all.add(approval.id()));
                after = page.nextPageToken();
            } while (!after.isEmpty());

            assertThat(all).containsExactly(urgent.id(), annas.id(), one.id());
        }

        @Test
        void areGoneOnceDecided() {
            approvals.decide(urgent.id(), new Verdict(false, null, null, "no"), ANNA);

            assertThat(ids(View.team, BERT)).doesNotContain(urgent.id());
        }
    }

    @Nested
    class GivenSomebodyWhoTakesCare {
        private final Approval approval = asked("builder");

        @Test
        void findsItAmongTheirOwn() {
            inbox.assign(approval.id(), "anna", null, ANNA);

            assertThat(ids(View.assigned, ANNA)).containsExactly(approval.id());
            assertThat(ids(View.unassigned, BERT)).isEmpty();
            assertThat(ids(View.team, BERT)).containsExactly(approval.id());
        }

        @Test
        void handsItToSomebodyElseWithAReason() {
            inbox.assign(approval.id(), "anna", null, ANNA);
            Approval given = inbox.assign(approval.id(), "bert", "I am away", ANNA);

            assertThat(given.assignment()).isNotNull().satisfies(assignment -> {
                assertThat(assignment.person()).isEqualTo("person:bert");
                assertThat(assignment.by()).isEqualTo("person:anna");
                assertThat(assignment.reason()).isEqualTo("I am away");
            });
            assertThat(ids(View.assigned, BERT)).containsExactly(approval.id());
        }

        @Test
        void mustSayWhyWhenItIsSomebodyElses() {
            inbox.assign(approval.id(), "anna", null, ANNA);

            refuses(() -> inbox.assign(approval.id(), "bert", null, BERT), ApprovalProblem.TAKEN);
            refuses(() -> inbox.assign(approval.id(), "bert", null, ANNA), CommonProblem.INVALID_REQUEST);
        }

        @Test
        void cannotGiveItToWhoMayNotDecide() {
            refuses(() -> inbox.assign(approval.id(), "finn", "you do it", ANNA), ApprovalProblem.NO_APPROVER);
            refuses(() -> inbox.assign(approval.id(), "nobody", "you do it", ANNA), ApprovalProblem.NO_APPROVER);
            came(BUILDER);
            refuses(() -> inbox.assign(approval.id(), "builder", "you asked", ANNA), ApprovalProblem.NO_APPROVER);
            refuses(() -> inbox.assign(approval.id(), "builder", null, BUILDER), CommonProblem.FORBIDDEN);
        }

        @Test
        void takesNobodysRight() {
            inbox.assign(approval.id(), "anna", null, ANNA);

            assertThat(approvals
                            .decide(approval.id(), new Verdict(true, null, null, "fine"), BERT)
                            .decidedBy())
                    .isEqualTo("person:bert");
        }

        @Test
        void canLetGo() {
            inbox.assign(approval.id(), "anna", null, ANNA);
            inbox.release(approval.id(), ANNA);

            assertThat(ids(View.unassigned, BERT)).containsExactly(approval.id());
        }

        @Test
        void findsItGoneOnceDecided() {
            approvals.decide(approval.id(), new Verdict(true, null, null, "fine"), BERT);

            refuses(() -> inbox.assign(approval.id(), "anna", null, ANNA), CommonProblem.CONFLICT);
        }
    }

    @Nested
    class GivenDecisionsOnSimilarCalls {
        private final PastDecisions past = new PastDecisions(transactions);

        private String decided(String agent, String arguments, boolean approve) {
            Approval approval = asked("builder", agent, arguments, DAY);
            approvals.decide(approval.id(), new Verdict(approve, null, null, "because"), ANNA);
            return approval.id();
        }

        @Test
        void tellsTheLastOfTheSameAgent() {
            decided("buyer", "{\"amount\":1}", true);
            String first = decided("clerk", "{\"amount\":1}", true);
            String second = decided("clerk", "{\"amount\":2}", false);

            List<PastDecision> last = past.last(asked("builder"));

            assertThat(last).extracting(PastDecision::id).containsExactly(second, first);
            assertThat(last).extracting(PastDecision::approved).containsExactly(false, true);
            assertThat(last.getFirst().reason()).isEqualTo("because");
        }

        @Test
        void tellsTheNearestByNumbersAndKeys() {
            String far = decided("clerk", "{\"amount\":5000}", false);
            String near = decided("buyer", "{\"amount\":\"5.5\"}", true);
            String same = decided("clerk", "{\"amount\":5}", true);
            String other = decided("clerk", "{\"note\":\"x\"}", true);

            assertThat(past.nearest(asked("builder"), true))
                    .extracting(PastDecision::id)
                    .containsExactly(same, near, far, other);
            assertThat(past.nearest(asked("builder"), false))
                    .as("of this agent alone")
                    .extracting(PastDecision::id)
                    .containsExactly(same, far, other);
        }
    }
}
