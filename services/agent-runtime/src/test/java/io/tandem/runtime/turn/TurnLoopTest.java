package io.tandem.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.a2a.Message;
import io.tandem.a2a.TaskState;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.ApprovalNotice;
import io.tandem.events.AskedTier;
import io.tandem.events.ConnectNotice;
import io.tandem.events.EventJson;
import io.tandem.events.Flow;
import io.tandem.events.Money;
import io.tandem.events.Provenance;
import io.tandem.events.ReplayOf;
import io.tandem.events.ToolRecord;
import io.tandem.runtime.agent.Effect;
import io.tandem.runtime.agent.Next;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.journal.JournalEntry;
import io.tandem.runtime.journal.TaskFold;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TurnLoopTest {
    /// Of a task that has read nothing, of an agent without a budget of its own or a plan.
    private static final Effect.Standing STANDING = new Effect.Standing(Provenance.NONE, 100, null, false);

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final JsonNode ARGUMENTS =
            JsonNodeFactory.instance.objectNode().put("sql", "select 1");
    private static final Entry.ToolCall QUERY = new Entry.ToolCall("c2-0", "database/query", ARGUMENTS);

    private final TurnLoop loop = new TurnLoop(spec(), Clock.fixed(NOW, ZoneOffset.UTC));
    private final TaskFold task = new TaskFold("t", "c").heldUnder(1);

    private static AgentSpec spec() {
        return spec(6);
    }

    private static AgentSpec spec(int maxSteps) {
        AgentDefinition.Spec spec = new AgentDefinition.Spec(
                "answers questions about the shop",
                "Use the database.",
                AgentDefinition.Tier.fast,
                List.of("database/query", "shop/create_credit_note"),
                List.of("clerk"),
                new AgentDefinition.Budget(null, null, maxSteps, "PT5M"),
                new AgentDefinition.Guardrails(List.of("change data"), 200, 40),
                AgentDefinition.Risk.low,
                List.of(),
                AgentDefinition.Evaluation.of(List.of()));
        AgentDefinition definition = new AgentDefinition(
                AgentDefinition.API_VERSION,
                AgentDefinition.KIND,
                new AgentDefinition.Metadata("analyst", "sales", "builder", "operator", List.of()),
                spec);
        AgentRecord.Version version = new AgentRecord.Version(
                1, "analyst", "sales", "1", AgentRecord.State.ACTIVE, "00", "builder", null, definition, "0", NOW);
        return new AgentSpec(version, definition, Map.of(), Map.of("clerk", "knows policies"), List.of());
    }

    private TurnLoopTest given(long epoch, Entry... entries) {
        for (Entry entry : entries) {
            task.apply(new JournalEntry(task.seq() + 1, epoch, NOW, entry));
        }
        return this;
    }

    private TurnLoopTest asked(String text) {
        return given(1, new Entry.Received(Message.user("m", text), "person:builder", null));
    }

    private static Entry.ModelTurn turn(String text, Entry.ToolCall... calls) {
        return new Entry.ModelTurn(
                "x", "scripted", "s", "fast", text, List.of(calls), new Entry.Tokens(10, 5), Money.zero("EUR"), 3);
    }

    private static Entry intent(ToolRecord.Effect effect) {
        return new Entry.ToolIntent(QUERY, effect, null);
    }

    private Next next() {
        return loop.next(task);
    }

    @Nested
    class GivenAQuestion {
        @Test
        void asksTheModel() {
            Next next = asked("how many?").next();

            assertThat(next).isInstanceOfSatisfying(Next.Do.class, act -> assertThat(act.effect())
                    .isInstanceOf(Effect.Think.class));
        }

        private String model(String from) {
            Message plain = Message.user("m", "how many?");
            Message message = new Message(
                    "m",
                    null,
                    null,
                    plain.role(),
                    plain.parts(),
                    AskedTier.of(AgentDefinition.Tier.deep),
                    List.of(),
                    List.of());
            Next next = given(1, new Entry.Received(message, from, null)).next();
            return ((Effect.Think) ((Next.Do) next).effect()).request().model();
        }

        @Test
        void asksTheTierThatAnEvaluationAsksFor() {
            assertThat(model("service:tandem-governance")).isEqualTo("tandem/deep");
        }

        @Test
        void asksTheVersionsOwnTierForAnybodyElse() {
            assertThat(model("person:builder")).isEqualTo("tandem/fast");
        }

        @Test
        void refusesOneThatIsTooLong() {
            Next next = asked("x".repeat(201)).next();

            assertThat(next).isInstanceOfSatisfying(Next.End.class, end -> assertThat(end.state())
                    .isEqualTo(TaskState.REJECTED));
        }
    }

    @Nested
    class GivenATurn {
        @Test
        void endsWithItsAnswerCutToSize() {
            Next next = asked("?").given(1, turn("y".repeat(50))).next();

            assertThat(next).isInstanceOfSatisfying(Next.End.class, end -> {
                assertThat(end.state()).isEqualTo(TaskState.COMPLETED);
                assertThat(end.entries().getFirst().toString()).contains("y".repeat(40) + " […]");
            });
        }

        @Test
        void asksTheHubBeforeATool() {
            Next next = asked("?").given(1, turn("", QUERY)).next();

            assertThat(next).isEqualTo(new Next.Do(List.of(), new Effect.Decide(QUERY, 3, STANDING)));
        }

        @Test
        void deniesAToolThatTheVersionDoesNotHold() {
            Entry.ToolCall other = new Entry.ToolCall("c2-0", "mail/send", ARGUMENTS);

            Next next = asked("?").given(1, turn("", other)).next();

            assertThat(next).isInstanceOfSatisfying(Next.Write.class, write -> assertThat(
                            write.entries().getFirst())
                    .isInstanceOfSatisfying(Entry.ToolOutcome.class, outcome -> assertThat(outcome.status())
                            .isEqualTo("denied")));
        }

        @Test
        void endsRejectedWhenTheModelRefuses() {
            JsonNode why = JsonNodeFactory.instance.objectNode().put("reason", "not my job");

            Next next = asked("?")
                    .given(1, turn("", new Entry.ToolCall("c2-0", "refuse", why)))
                    .next();

            assertThat(next).isInstanceOfSatisfying(Next.End.class, end -> {
                assertThat(end.state()).isEqualTo(TaskState.REJECTED);
                assertThat(end.entries()).containsExactly(new Entry.Refused("not my job"));
            });
        }

        @Test
        void asksAgainAfterSteering() {
            Next next = asked("?").given(1, turn("no")).asked("and by country?").next();

            assertThat(next).isInstanceOfSatisfying(Next.Do.class, act -> assertThat(act.effect())
                    .isInstanceOf(Effect.Think.class));
        }

        @Test
        void sendsToAPeerBeforeItWaitsForIt() {
            JsonNode message = JsonNodeFactory.instance.objectNode().put("message", "returns?");
            Entry.ToolCall ask = new Entry.ToolCall("c2-0", "agent/clerk", message);
            Entry.ChildSent sent = new Entry.ChildSent("c2-0", "clerk", "returns?", Flow.NONE);

            Next first = asked("?").given(1, turn("", ask)).next();
            Next second = given(1, sent).next();

            assertThat(first).isEqualTo(new Next.Write(List.of(sent)));
            assertThat(second).isEqualTo(new Next.Do(List.of(), new Effect.Ask(sent, 3)));
        }
    }

    @Nested
    class GivenAnIntentOfOurs {
        @Test
        void makesTheCall() {
            Next next = asked("?")
                    .given(1, turn("", QUERY), intent(ToolRecord.Effect.AT_MOST_ONCE))
                    .next();

            assertThat(next).isInstanceOfSatisfying(Next.Do.class, act -> assertThat(act.effect())
                    .isInstanceOf(Effect.Call.class));
        }

        @Test
        void boundItsApprovalToItselfWhenNoneIsJournaled() {
            Entry.ToolIntent approved = new Entry.ToolIntent(QUERY, ToolRecord.Effect.KEYED, "a-1");

            Next next = asked("?").given(1, turn("", QUERY), approved).next();

            assertThat(next).isEqualTo(new Next.Do(List.of(), new Effect.Call(approved, 3, 3, STANDING)));
        }
    }

    @Nested
    class GivenAnIntentOfADeadHolder {
        @Test
        void repeatsAReadAtOnce() {
            asked("?").given(1, turn("", QUERY), intent(ToolRecord.Effect.READ));

            Next next = loop.next(task.heldUnder(2));

            assertThat(next).isInstanceOfSatisfying(Next.Do.class, act -> assertThat(act.effect())
                    .isInstanceOf(Effect.Call.class));
        }

        @Test
        void waitsForTheDeadlineBeforeRepeatingAKeyedCall() {
            asked("?").given(1, turn("", QUERY), intent(ToolRecord.Effect.KEYED));

            Next next = loop.next(task.heldUnder(2));

            assertThat(next).isInstanceOfSatisfying(Next.Wait.class, wait -> assertThat(wait.until())
                    .isEqualTo(NOW.plus(TurnLoop.CALL_DEADLINE)));
        }

        @Test
        void leavesAnAtMostOnceCallToAPerson() {
            asked("?").given(1, turn("", QUERY), intent(ToolRecord.Effect.AT_MOST_ONCE));
            TurnLoop later = new TurnLoop(
                    spec(), Clock.fixed(NOW.plus(TurnLoop.CALL_DEADLINE).plusSeconds(1), ZoneOffset.UTC));

            Next next = later.next(task.heldUnder(2));

            assertThat(next).isInstanceOfSatisfying(Next.Write.class, write -> assertThat(
                            write.entries().getFirst())
                    .isInstanceOfSatisfying(Entry.ToolOutcome.class, outcome -> assertThat(outcome.status())
                            .isEqualTo("uncertain")));
        }
    }

    @Nested
    class GivenAnIntentOfALongTimeAgo {
        private final TurnLoop later =
                new TurnLoop(spec(), Clock.fixed(NOW.plus(Duration.ofMinutes(6)), ZoneOffset.UTC));

        @Test
        void isNotRepeatedOnceTheTimeIsUsedUp() {
            asked("?").given(1, turn("", QUERY), intent(ToolRecord.Effect.KEYED));

            Next next = later.next(task.heldUnder(2));

            assertThat(next).isInstanceOfSatisfying(Next.Write.class, write -> assertThat(
                            write.entries().getFirst())
                    .isInstanceOfSatisfying(Entry.ToolOutcome.class, outcome -> assertThat(outcome.status())
                            .isEqualTo("uncertain")));
        }

        @Test
        void isRepeatedWhenThePersonTookTheTime() {
            asked("?").given(1, turn("", QUERY), new Entry.ApprovalAsked(QUERY, "a-1", "it writes", null));
            Instant decided = NOW.plus(Duration.ofMinutes(5));
            Entry granted = new Entry.ApprovalDecided("a-1", "granted", "p", null, null);
            task.apply(new JournalEntry(task.seq() + 1, 1, decided, granted));
            task.apply(new JournalEntry(task.seq() + 1, 1, decided, intent(ToolRecord.Effect.KEYED)));

            Next next = later.next(task.heldUnder(2));

            assertThat(next).isInstanceOfSatisfying(Next.Do.class, act -> assertThat(act.effect())
                    .isInstanceOf(Effect.Call.class));
        }
    }

    @Nested
    class GivenAConnectionAskedFor {
        private final Entry.ConnectionAsked connection =
                new Entry.ConnectionAsked(QUERY, "k-1", "database", "Connect it.", "https://tandem/connections");

        @Test
        void waitsForItsPersonWithTheLink() {
            Next next = asked("?").given(1, turn("", QUERY), connection).next();

            assertThat(next).isInstanceOfSatisfying(Next.Wait.class, waiting -> {
                Entry.Moved moved = (Entry.Moved) waiting.entries().getFirst();
                Message said = Objects.requireNonNull(moved.message());
                assertThat(moved.state()).isEqualTo(TaskState.AUTH_REQUIRED);
                assertThat(said.text()).contains("https://tandem/connections");
                assertThat(EventJson.read(
                                Objects.requireNonNull(said.metadata()).get(ConnectNotice.URI), ConnectNotice.class))
                        .isEqualTo(new ConnectNotice(
                                ConnectNotice.PROBLEM, "database", QUERY.tool(), "https://tandem/connections"));
            });
        }

        @Test
        void decidesAgainOnceItIsMade() {
            asked("?").given(1, turn("", QUERY), connection, new Entry.Moved(TaskState.AUTH_REQUIRED, null));
            given(1, new Entry.ConnectionMade("k-1", "database", "person:builder"));

            assertThat(next()).isEqualTo(new Next.Write(List.of(new Entry.Moved(TaskState.WORKING, null))));

            given(1, new Entry.Moved(TaskState.WORKING, null));
            assertThat(next()).isInstanceOfSatisfying(Next.Do.class, act -> assertThat(act.effect())
                    .isEqualTo(new Effect.Decide(QUERY, 7, STANDING)));
        }

        @Test
        void decidesAgainOnceNobodyConnectsItAnyMore() {
            asked("?").given(1, turn("", QUERY), connection, new Entry.Moved(TaskState.AUTH_REQUIRED, null));
            given(1, new Entry.ConnectionWithdrawn("k-1", "database", "the connector was removed"));
            given(1, new Entry.Moved(TaskState.WORKING, null));

            assertThat(next()).isInstanceOfSatisfying(Next.Do.class, act -> assertThat(act.effect())
                    .isEqualTo(new Effect.Decide(QUERY, 7, STANDING)));
        }

        @Test
        void isWaitedForAgainWhenItIsLostAgain() {
            asked("?").given(1, turn("", QUERY), connection, new Entry.ConnectionMade("k-1", "database", "person:b"));

            given(1, new Entry.ConnectionAsked(QUERY, "k-2", "database", "Connect it.", "https://tandem/connections"));

            assertThat(next()).isInstanceOf(Next.Wait.class);
        }

        @Test
        void isDecidedOnAgainWhereTheServerRefusedACallThatMayNotBeRepeated() {
            asked("?").given(1, turn("", QUERY), intent(ToolRecord.Effect.AT_MOST_ONCE), connection);
            assertThat(next()).isInstanceOf(Next.Wait.class);

            given(1, new Entry.ConnectionMade("k-1", "database", "person:builder"));

            assertThat(next()).isInstanceOfSatisfying(Next.Do.class, act -> assertThat(act.effect())
                    .isInstanceOf(Effect.Decide.class));
        }

        @Test
        void isMadeUnderItsKeyWhereTheServerRefusedACallThatMayBeRepeated() {
            asked("?")
                    .given(
                            1,
                            turn("", QUERY),
                            intent(ToolRecord.Effect.KEYED),
                            connection,
                            new Entry.Moved(TaskState.AUTH_REQUIRED, null));
            assertThat(next()).isInstanceOf(Next.Wait.class);

            given(1, new Entry.ConnectionMade("k-1", "database", "person:builder"));
            assertThat(next()).isEqualTo(new Next.Write(List.of(new Entry.Moved(TaskState.WORKING, null))));

            given(1, new Entry.Moved(TaskState.WORKING, null));
            assertThat(next()).isInstanceOfSatisfying(Next.Do.class, act -> assertThat(act.effect())
                    .isInstanceOfSatisfying(Effect.Call.class, call -> assertThat(call.intentSeq())
                            .isEqualTo(3)));
        }

        @Test
        void isToldNoAfterADay() {
            asked("?").given(1, turn("", QUERY), connection, new Entry.Moved(TaskState.AUTH_REQUIRED, null));
            TurnLoop later = new TurnLoop(spec(), Clock.fixed(NOW.plus(Duration.ofHours(24)), ZoneOffset.UTC));

            assertThat(later.next(task)).isInstanceOfSatisfying(Next.Write.class, write -> assertThat(
                            write.entries().getLast())
                    .isInstanceOfSatisfying(Entry.ToolOutcome.class, outcome -> assertThat(outcome.reason())
                            .isEqualTo("not-connected")));
        }
    }

    @Nested
    class GivenAnApprovalAskedFor {
        private final Entry.ApprovalAsked approval = new Entry.ApprovalAsked(QUERY, "a-1", "it writes", null);

        @Test
        void waitsInAuthRequired() {
            Next next = asked("?").given(1, turn("", QUERY), approval).next();

            assertThat(next).isInstanceOfSatisfying(Next.Wait.class, wait -> assertThat(
                            wait.entries().getFirst())
                    .isInstanceOfSatisfying(Entry.Moved.class, moved -> assertThat(moved.state())
                            .isEqualTo(TaskState.AUTH_REQUIRED)));
        }

        @Test
        void decidesAgainUnderTheSameNumberOnceGranted() {
            Next next = asked("?")
                    .given(1, turn("", QUERY), approval, new Entry.ApprovalDecided("a-1", "granted", "p", null, null))
                    .next();

            assertThat(next).isInstanceOfSatisfying(Next.Do.class, act -> assertThat(act.effect())
                    .isEqualTo(new Effect.Decide(QUERY, 3, STANDING)));
        }

        @Test
        void showsExactlyWhatWaits() {
            Entry.ApprovalTerms wait = new Entry.ApprovalTerms("a hash", NOW, NOW.plusSeconds(60));
            Next next = asked("?")
                    .given(1, turn("", QUERY), new Entry.ApprovalAsked(QUERY, "a-1", "it writes", wait))
                    .next();

            assertThat(next).isInstanceOfSatisfying(Next.Wait.class, waiting -> {
                Message said =
                        Objects.requireNonNull(((Entry.Moved) waiting.entries().getFirst()).message());
                assertThat(said.extensions()).containsExactly(ApprovalNotice.URI);
                assertThat(EventJson.read(
                                Objects.requireNonNull(said.metadata()).get(ApprovalNotice.URI), ApprovalNotice.class))
                        .isEqualTo(new ApprovalNotice(
                                "a-1", "a hash", QUERY.tool(), ARGUMENTS, NOW, NOW.plusSeconds(60), "sales"));
            });
        }

        @Test
        void asksForTheApproversArgumentsAndNoOthers() {
            ObjectNode less = JsonNodeFactory.instance.objectNode().put("sql", "select 1 limit 1");
            Next next = asked("?")
                    .given(1, turn("", QUERY), approval)
                    .given(1, new Entry.ApprovalDecided("a-1", "granted", "person:approver", "less", less))
                    .next();

            assertThat(next).isInstanceOfSatisfying(Next.Do.class, act -> assertThat(act.effect())
                    .isEqualTo(new Effect.Decide(new Entry.ToolCall(QUERY.id(), QUERY.tool(), less), 3, STANDING)));
        }

        @Test
        void tellsTheModelWhatWasChangedAndByWhom() {
            ObjectNode less = JsonNodeFactory.instance.objectNode().put("sql", "select 1 limit 1");
            Next next = asked("?")
                    .given(1, turn("", QUERY), approval)
                    .given(1, new Entry.ApprovalDecided("a-1", "granted", "person:approver", "less", less))
                    .given(1, new Entry.ToolOutcome(QUERY.id(), QUERY.tool(), "ok", "one", null, 1))
                    .next();

            assertThat(next).isInstanceOfSatisfying(Next.Do.class, act -> assertThat(
                            ((Effect.Think) act.effect()).request().messages().toString())
                    .contains("person:approver", "less", "select 1 limit 1", "one"));
        }

        @Test
        void tellsTheModelWhyItWasRejected() {
            Next next = asked("?")
                    .given(
                            1,
                            turn("", QUERY),
                            approval,
                            new Entry.ApprovalDecided("a-1", "rejected", "p", "too much", null))
                    .next();

            assertThat(next).isInstanceOfSatisfying(Next.Write.class, write -> assertThat(
                            write.entries().getLast())
                    .isInstanceOfSatisfying(Entry.ToolOutcome.class, outcome -> assertThat(outcome.content())
                            .contains("too much")));
        }
    }

    @Nested
    class GivenTooMuch {
        @Test
        void failsWhenStepsAreUsedUp() {
            asked("?");
            for (int i = 0; i < 3; i++) {
                Entry.ToolCall call = new Entry.ToolCall("c" + i, "database/query", ARGUMENTS.deepCopy());
                given(1, turn("", call), new Entry.ToolOutcome("c" + i, "database/query", "ok", "1", null, 1));
            }

            assertThat(next()).isInstanceOfSatisfying(Next.End.class, end -> assertThat(end.reason())
                    .isEqualTo("BUDGET_EXCEEDED"));
        }

        @Test
        void failsWhenTwoCallsTakeTurns() {
            TurnLoop patient = new TurnLoop(spec(30), Clock.fixed(NOW, ZoneOffset.UTC));
            asked("?");
            for (int i = 0; i < 9; i++) {
                assertThat(patient.next(task)).as("after %d calls", i).isInstanceOf(Next.Do.class);
                Entry.ToolCall call = new Entry.ToolCall(
                        "c" + i,
                        "database/query",
                        JsonNodeFactory.instance.objectNode().put("sql", "select " + i % 2));
                given(1, turn("", call), new Entry.ToolOutcome("c" + i, "database/query", "ok", "1", null, 1));
            }

            assertThat(patient.next(task)).isInstanceOfSatisfying(Next.End.class, end -> {
                assertThat(end.state()).isEqualTo(TaskState.FAILED);
                assertThat(end.reason()).isEqualTo("LOOP");
                assertThat(end.message()).isNotNull().satisfies(message -> assertThat(message.text())
                        .contains("5 times"));
            });
        }

        @Test
        void failsWhenNobodyDecidedOnACallInItsTime() {
            TurnLoop later = new TurnLoop(spec(), Clock.fixed(NOW.plus(Duration.ofMinutes(6)), ZoneOffset.UTC));
            asked("?")
                    .given(1, turn("", QUERY), new Entry.Waited("the connector hub", NOW.plus(Duration.ofMinutes(6))));

            Next next = later.next(task);

            assertThat(next).isInstanceOfSatisfying(Next.End.class, end -> {
                assertThat(end.state()).isEqualTo(TaskState.FAILED);
                assertThat(end.reason()).isEqualTo("BUDGET_EXCEEDED");
                assertThat(end.message()).isNotNull().satisfies(message -> assertThat(message.text())
                        .contains("PT5M", "database/query"));
            });
        }

        @Test
        void isDecidedOnWhenThePersonTookTheTime() {
            asked("?").given(1, turn("", QUERY), new Entry.ApprovalAsked(QUERY, "a-1", "it writes", null));
            Entry granted = new Entry.ApprovalDecided("a-1", "granted", "p", null, null);
            task.apply(new JournalEntry(task.seq() + 1, 1, NOW.plus(Duration.ofDays(1)), granted));
            TurnLoop later = new TurnLoop(
                    spec(), Clock.fixed(NOW.plus(Duration.ofDays(1)).plusSeconds(2), ZoneOffset.UTC));

            assertThat(later.next(task)).isInstanceOfSatisfying(Next.Do.class, act -> assertThat(act.effect())
                    .isEqualTo(new Effect.Decide(QUERY, 3, STANDING)));
        }
    }

    @Nested
    class GivenAReplay {
        private static final String SOURCE = "00000000-0000-0000-0000-000000000001";

        private GivenAReplay replayed(String from) {
            Message plain = Message.user("m", "how many?");
            Message message = new Message(
                    "m", null, null, plain.role(), plain.parts(), ReplayOf.of(SOURCE), List.of(), List.of());
            given(1, new Entry.Received(message, from, null));
            return this;
        }

        private Effect effect(Entry.ToolCall... calls) {
            return ((Next.Do) given(1, turn("", calls)).next()).effect();
        }

        @Test
        void recallsACallOfATool() {
            assertThat(replayed("service:tandem-governance").effect(QUERY))
                    .isEqualTo(new Effect.Recall(QUERY, UUID.fromString(SOURCE), 0));
        }

        @Test
        void recallsACallThatWouldNeedAnApproval() {
            Entry.ToolCall pay = new Entry.ToolCall("c2-0", "shop/create_credit_note", ARGUMENTS);

            assertThat(replayed("service:tandem-governance").effect(pay)).isInstanceOf(Effect.Recall.class);
        }

        @Test
        void recallsAQuestionToAPeer() {
            Entry.ToolCall ask = new Entry.ToolCall(
                    "c2-0", "agent/clerk", JsonNodeFactory.instance.objectNode().put("message", "well?"));

            assertThat(replayed("service:tandem-governance").effect(ask)).isInstanceOf(Effect.Recall.class);
        }

        @Test
        void tellsTheSameCallsApartByTheirNumber() {
            Entry.ToolCall again = new Entry.ToolCall("c3-0", QUERY.tool(), ARGUMENTS);
            replayed("service:tandem-governance");
            given(1, turn("", QUERY), new Entry.ToolOutcome(QUERY.id(), QUERY.tool(), "ok", "1", null, 0));

            assertThat(effect(again)).isInstanceOfSatisfying(Effect.Recall.class, recall -> assertThat(recall.nth())
                    .isEqualTo(1));
        }

        @Test
        void asksTheModelAsEver() {
            replayed("service:tandem-governance");

            assertThat(((Next.Do) next()).effect()).isInstanceOf(Effect.Think.class);
        }

        @Test
        void isBelievedFromGovernanceAlone() {
            assertThat(replayed("person:builder").effect(QUERY)).isInstanceOf(Effect.Decide.class);
        }
    }
}
