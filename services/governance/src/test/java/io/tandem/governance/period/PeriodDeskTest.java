package io.tandem.governance.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.events.ApprovalEvent;
import io.tandem.events.AskedCall;
import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.events.PolicyDecision;
import io.tandem.events.ToolActivity;
import io.tandem.events.Topic;
import io.tandem.governance.ledger.TestLedger;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.ledger.SignedPdf;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A report over a real ledger with one of each.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeriodDeskTest {
    private static final Instant BEFORE = Instant.parse("2026-01-10T00:00:00Z");
    private static final Instant FROM = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant IN = Instant.parse("2026-02-10T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-01T00:00:00Z");
    private static final Caller AUDITOR = new Caller(Caller.Kind.person, "auditor", Set.of(), Set.of("auditor"));
    private static final Caller BUILDER = new Caller(Caller.Kind.person, "builder", Set.of("sales"), Set.of("builder"));
    private static final PeriodReader.Period ALL = new PeriodReader.Period(FROM, TO, null);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path home;

    private TestLedger ledger;
    private PeriodDesk desk;

    @BeforeAll
    void record() {
        ledger = new TestLedger(home);
        desk = new PeriodDesk(
                ledger.dataSource(), ledger.publication(), ledger.sealer().signer(), Clock.systemUTC());
        audit(BEFORE, "grant.added", "clerk", "allowed", Map.of("to", "team:finance", "right", "call"));
        audit(BEFORE, "grant.added", "clerk", "allowed", Map.of("to", "person:bob", "right", "call"));
        audit(IN, "grant.removed", "clerk", "allowed", Map.of("to", "person:bob", "right", "call"));
        audit(TO, "grant.removed", "clerk", "allowed", Map.of("to", "team:finance", "right", "call"));
        audit(BEFORE, "version.saved", "clerk", "allowed", Map.of("version", 1, "tools", List.of("till/refund")));
        audit(IN, "agent.transition", "clerk", "denied", Map.of("version", 2, "to", "ACTIVE"));
        audit(
                IN,
                "agent.transition",
                "clerk",
                "allowed",
                Map.of("version", 1, "to", "ACTIVE", "nearDuplicates", List.of(Map.of("agent", "other"))));
        audit(IN, "halt.lifted", "clerk", "allowed", Map.of());
        signIn("person:gone", BEFORE);
        signIn("person:builder", IN);
        audit(BEFORE, "connection.made", "books", "allowed", Map.of());
        for (String kind : List.of(
                "connection.made",
                "connection.ended",
                "scoring.changed",
                "judge.saved",
                "judge.calibration-asked",
                "ledger.erasure-proposed",
                "ledger.erasure-carried-out",
                "ledger.read")) {
            audit(IN, kind, "a subject", "allowed", Map.of());
        }
        approval("a1", "waiting", IN, false);
        approval("a1", "granted", IN.plusSeconds(60), true);
        approval("a2", "waiting", IN, false);
        approval("a2", "rejected", IN.plusSeconds(100), false);
        approval("a3", "waiting", BEFORE, false);
        denial("act-1", PolicyDecision.Outcome.DENY, new PolicyDecision.Reason("tandem/halted", "It is halted.", null));
        denial(
                "act-2",
                PolicyDecision.Outcome.ALLOW,
                new PolicyDecision.Reason("tandem/may-read", "Everybody may read.", null));
        ledger.awaitRecords(26);
    }

    @AfterAll
    void stop() {
        ledger.close();
    }

    /// In the platform's chain, as all sign-ins are.
    private void signIn(String person, Instant at) {
        ledger.audit(
                "gateway",
                new AuditEvent(
                        AuditEvent.SCHEMA,
                        "sign-in",
                        person,
                        "platform",
                        "session",
                        "allowed",
                        null,
                        EventJson.toTree(Map.of("roles", List.of("builder"))),
                        at));
    }

    private void audit(Instant at, String action, String subject, String decision, Map<String, ?> details) {
        ledger.audit(
                "registry",
                new AuditEvent(
                        AuditEvent.SCHEMA,
                        action,
                        "person:builder",
                        "sales",
                        subject,
                        decision,
                        null,
                        EventJson.toTree(details),
                        at));
    }

    private void approval(String id, String status, Instant at, boolean edited) {
        JsonNode arguments = JsonNodeFactory.instance.objectNode().put("amount", 1);
        @Nullable AskedCall asked = edited ? new AskedCall(arguments, "h") : null;
        ledger.send(
                Topic.HUB_APPROVALS,
                "t-" + id,
                new ApprovalEvent(
                        1,
                        id,
                        "t-" + id,
                        1,
                        "sales",
                        "clerk",
                        "1",
                        "person:ada",
                        "till",
                        "refund",
                        arguments,
                        "h",
                        asked,
                        status,
                        status.equals("waiting") ? null : "person:approver",
                        null,
                        at));
    }

    private void denial(String id, PolicyDecision.Outcome outcome, PolicyDecision.Reason reason) {
        PolicyDecision decision = new PolicyDecision(outcome, List.of(reason), "built-in", "h", null);
        ledger.send(
                Topic.TOOL_ACTIVITY,
                "t",
                new ToolActivity(
                        1,
                        id,
                        "t",
                        1,
                        "t:1",
                        "sales",
                        "clerk",
                        "1",
                        "person:ada",
                        "till",
                        "refund",
                        JsonNodeFactory.instance.objectNode(),
                        "h",
                        "denied",
                        "It is halted.",
                        decision,
                        null,
                        null,
                        null,
                        1,
                        IN));
    }

    @Nested
    class GivenAPeriod {
        private final PeriodReport report = desk.report(AUDITOR, ALL);

        @Test
        void tellsWhoMayDoWhatAtItsEnd() {
            assertThat(report.access().grants()).singleElement().satisfies(grant -> {
                assertThat(grant.to()).isEqualTo("team:finance");
                assertThat(grant.since()).isEqualTo(BEFORE);
            });
            assertThat(report.access().agents())
                    .containsExactly(new PeriodReport.Agent("clerk", "sales", "1", List.of("till/refund")));
            assertThat(report.access().people())
                    .containsExactly(new PeriodReport.Person("person:builder", List.of("builder")));
        }

        @Test
        void countsChangesAndOverridesOfItAlone() {
            assertThat(report.changes().kinds())
                    .extracting(PeriodReport.Count::name)
                    .containsExactlyInAnyOrder(
                            "grant.removed",
                            "agent.transition",
                            "halt.lifted",
                            "connection.made",
                            "connection.ended",
                            "scoring.changed",
                            "judge.saved",
                            "ledger.erasure-proposed",
                            "ledger.erasure-carried-out");
            assertThat(report.changes().total()).isEqualTo(9);
            assertThat(report.overrides().items())
                    .extracting(PeriodReport.Deed::kind)
                    .containsExactlyInAnyOrder("agent.transition", "halt.lifted");
        }

        @Test
        void countsDenialsByWhatDenied() {
            assertThat(report.denials().total()).isEqualTo(3);
            assertThat(report.denials().policies())
                    .as("what allowed a call that nobody approved did not deny it")
                    .containsExactlyInAnyOrder(
                            new PeriodReport.Count("tandem/halted", 1), new PeriodReport.Count("no policy", 2));
            assertThat(report.denials().tools()).containsExactly(new PeriodReport.Count("till/refund", 2));
        }

        @Test
        void tellsHowApprovalsWent() {
            assertThat(report.approvals()).isEqualTo(new PeriodReport.Approvals(2, 1, 1, 1, 0, 0, 80L, 96L));
        }

        @Test
        void ofAnotherTeamIsEmpty() {
            PeriodReport other = desk.report(AUDITOR, new PeriodReader.Period(FROM, TO, "finance"));

            assertThat(other.changes().total()).isZero();
            assertThat(other.access().grants()).isEmpty();
        }

        @Test
        void ofATeamAloneTellsNothingOfEverybodysSignIns() {
            PeriodReport ofTeam = desk.report(AUDITOR, new PeriodReader.Period(FROM, TO, "sales"));

            assertThat(ofTeam.access().agents()).hasSize(1);
            assertThat(ofTeam.access().people()).isEmpty();
        }

        @Test
        void isNotOnRecordWhereItsPeriodIsNone() throws SQLException {
            assertThatThrownBy(() -> desk.report(AUDITOR, new PeriodReader.Period(TO, FROM, "none-such")))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(CommonProblem.INVALID_REQUEST));
            desk.report(AUDITOR, new PeriodReader.Period(FROM, TO, "the-next"));

            await().atMost(TestLedger.SOON).until(() -> reportsOn("the-next") == 1);
            assertThat(reportsOn("none-such")).isZero();
        }

        private long reportsOn(String team) throws SQLException {
            return ledger.count("select count(*) from record join payload using (team, number) where kind ="
                    + " 'ledger.reported' and convert_from(body, 'UTF8') like '%" + team + "%'");
        }

        @Test
        void isSavedAsASignedPdf() {
            byte[] pdf = desk.pdf(AUDITOR, ALL);

            assertThat(SignedPdf.fault(pdf, List.of(ledger.sealer().signer().key())))
                    .isNull();
        }

        @Test
        void isForAuditorsAlone() {
            assertThatThrownBy(() -> desk.report(BUILDER, ALL))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.kind()).isEqualTo(CommonProblem.FORBIDDEN));
        }
    }
}
