package io.tandem.runtime.turn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.a2a.Artifact;
import io.tandem.a2a.Message;
import io.tandem.a2a.Part;
import io.tandem.a2a.Role;
import io.tandem.a2a.TaskState;
import io.tandem.events.ApprovalNotice;
import io.tandem.events.EventJson;
import io.tandem.events.Flow;
import io.tandem.events.Provenance;
import io.tandem.events.ToolRecord;
import io.tandem.runtime.agent.Behaviour;
import io.tandem.runtime.agent.Effect;
import io.tandem.runtime.agent.Next;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.journal.Flows;
import io.tandem.runtime.journal.JournalEntry;
import io.tandem.runtime.journal.TaskFold;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A managed agent: ask the model, carry out what it calls for, one call after the other, until it answers or refuses.
///
/// The journal alone decides. An intent without an outcome that an earlier holder left is uncertain: where a repeat is
/// harmless the same row is repeated once its deadline has passed, else a person is asked.
public final class TurnLoop implements Behaviour {
    /// How long one call may take, a little longer than the hub lets a tool work. Only after that time is it
    /// certain that an interrupted call is over.
    public static final Duration CALL_DEADLINE = Duration.ofSeconds(35);

    /// How long an answer of a peer is waited for before it is asked again under the same message id.
    public static final Duration ASK_AGAIN = Duration.ofSeconds(15);

    /// How long an approval is waited for before looking again.
    private static final Duration APPROVAL_LOOK = Duration.ofDays(7);

    private static final int LOOP = 3;

    /// The same call with the same arguments, wherever in the task: two calls in turn are a loop too.
    private static final int REPEATED = 5;

    private final AgentSpec spec;
    private final TaskBudget budget;
    private final Clock clock;

    public TurnLoop(AgentSpec spec, Clock clock) {
        this.spec = spec;
        this.budget = TaskBudget.of(spec.definition().spec().budget());
        this.clock = clock;
    }

    @Override
    public Next next(TaskFold task) {
        Turns turns = new Turns(task);
        List<Entry> working =
                task.state() == TaskState.SUBMITTED ? List.of(new Entry.Moved(TaskState.WORKING, null)) : List.of();
        Optional<Entry.ToolCall> open = turns.open();
        if (open.isPresent()) {
            return resolve(open.get(), turns, task);
        }
        Entry.ModelTurn last = turns.last();
        if (last != null && last.tools().isEmpty() && !turns.messageAfterLast()) {
            return answer(last.text(), origins(turns).flow());
        }
        Integer maxInput = spec.definition().spec().guardrails().maxInputChars();
        if (last == null && maxInput != null && task.history().getFirst().text().length() > maxInput) {
            return refuse("The message is longer than the " + maxInput + " characters this agent takes");
        }
        Optional<String> exceeded = budget.exceeded(turns, clock.instant());
        if (exceeded.isPresent()) {
            return failed("BUDGET_EXCEEDED", "This task has used up " + exceeded.get());
        }
        if (turns.sameCallsInARow() >= LOOP) {
            return failed("LOOP", "The agent asked for the same call " + LOOP + " times in a row");
        }
        if (turns.mostAsked() >= REPEATED) {
            return failed(
                    "LOOP",
                    "The agent asked for one and the same call " + REPEATED
                            + " times; its instructions may need to say when it is done");
        }
        return new Next.Do(working, new Effect.Think(Prompt.of(spec, turns)));
    }

    private Next resolve(Entry.ToolCall call, Turns turns, TaskFold task) {
        if (call.tool().equals(Prompt.REFUSE)) {
            return refuse(call.arguments().path("reason").asText("The agent declined this request"));
        }
        if (call.tool().equals(Plan.PROPOSE)) {
            return planned(call, turns, task);
        }
        Optional<UUID> replayed = turns.replayed();
        if (replayed.isPresent() && spec.holds(call.tool())) {
            return new Next.Do(List.of(), new Effect.Recall(call, replayed.get(), turns.earlierLike(call)));
        }
        if (call.tool().startsWith("agent/")) {
            return ask(call, turns);
        }
        if (!spec.holds(call.tool())) {
            return new Next.Write(List.of(new Entry.ToolOutcome(
                    call.id(), call.tool(), "denied", "There is no tool " + call.tool(), "unknown-tool", 0)));
        }
        JournalEntry connecting = turns.connectingOf(call.id());
        if (connecting != null) {
            return new Connecting(connecting).next(task, clock.instant());
        }
        JournalEntry intent = turns.intentOf(call.id());
        if (intent != null && task.state() == TaskState.AUTH_REQUIRED) {
            return new Next.Write(backToWork(task));
        }
        if (intent != null) {
            return carryOut(intent, turns, task);
        }
        Entry.ApprovalAsked asked = turns.askedOf(call.id());
        if (asked != null) {
            return approved(call, asked, turns, task);
        }
        if (task.state() == TaskState.AUTH_REQUIRED) {
            return new Next.Write(backToWork(task));
        }
        return budget.outOfTime(turns, clock.instant())
                ? unruled(call)
                : new Next.Do(List.of(), new Effect.Decide(call, task.seq() + 1, standing(call, turns)));
    }

    /// Goes on after a person was waited for.
    private static List<Entry> backToWork(TaskFold task) {
        return task.state() == TaskState.AUTH_REQUIRED ? List.of(new Entry.Moved(TaskState.WORKING, null)) : List.of();
    }

    /// The hub may be away, or may never come to know this version: it is not asked for ever.
    private Next unruled(Entry.ToolCall call) {
        return failed(
                "BUDGET_EXCEEDED",
                "This task has used up the time of " + budget.maxDuration() + " before it was decided whether "
                        + call.tool() + " may be called");
    }

    private Next carryOut(JournalEntry journaled, Turns turns, TaskFold task) {
        Entry.ToolIntent intent = (Entry.ToolIntent) journaled.entry();
        Entry.ApprovalAsked asked = turns.askedOf(intent.call().id());
        long approvalSeq =
                asked == null ? journaled.seq() : askedEntry(turns, asked).seq();
        Effect call = new Effect.Call(intent, journaled.seq(), approvalSeq, standing(intent.call(), turns));
        if (journaled.attempt() == task.attempt()) {
            return new Next.Do(List.of(), call);
        }
        Instant certain = journaled.at().plus(CALL_DEADLINE);
        if (clock.instant().isBefore(certain) && intent.effect() != ToolRecord.Effect.READ) {
            return new Next.Wait(List.of(), "the outcome of an interrupted call", certain);
        }
        return intent.effect().mayRepeat() && !budget.outOfTime(turns, clock.instant())
                ? new Next.Do(List.of(), call)
                : new Next.Write(List.of(uncertain(intent.call())));
    }

    private static Entry uncertain(Entry.ToolCall call) {
        return new Entry.ToolOutcome(
                call.id(),
                call.tool(),
                "uncertain",
                "The call was interrupted and may or may not have taken effect; a person must check",
                "interrupted",
                0);
    }

    private Next approved(Entry.ToolCall call, Entry.ApprovalAsked asked, Turns turns, TaskFold task) {
        Entry.ApprovalDecided decision = turns.decisionOn(asked.approvalId());
        if (decision == null) {
            String text = "Waiting for approval of " + call.tool() + ": " + asked.reason();
            List<Entry> moved = task.state() == TaskState.AUTH_REQUIRED
                    ? List.of()
                    : List.of(new Entry.Moved(TaskState.AUTH_REQUIRED, notice(asked, text)));
            return new Next.Wait(
                    moved,
                    "approval " + asked.approvalId(),
                    askedEntry(turns, asked).at().plus(APPROVAL_LOOK));
        }
        List<Entry> back = backToWork(task);
        if (decision.decision().equals("granted")) {
            if (budget.outOfTime(turns, clock.instant())) {
                return unruled(call);
            }
            long seq = askedEntry(turns, asked).seq();
            Entry.ToolCall agreed = decision.arguments() == null
                    ? call
                    : new Entry.ToolCall(call.id(), call.tool(), decision.arguments());
            return new Next.Do(back, new Effect.Decide(agreed, seq, standing(agreed, turns)));
        }
        String why = decision.reason() == null ? "" : ": " + decision.reason();
        List<Entry> entries = new ArrayList<>(back);
        entries.add(new Entry.ToolOutcome(
                call.id(),
                call.tool(),
                "denied",
                "The approval was " + decision.decision() + why,
                decision.decision(),
                0));
        return new Next.Write(entries);
    }

    /// Says what exactly waits, so that any client can show it, and whoever may decide can.
    private Message notice(Entry.ApprovalAsked asked, String text) {
        Entry.ApprovalTerms terms = asked.terms();
        if (terms == null) {
            return Message.agent(asked.approvalId(), text);
        }
        ApprovalNotice notice = new ApprovalNotice(
                asked.approvalId(),
                terms.hash(),
                asked.call().tool(),
                asked.call().arguments(),
                terms.dueAt(),
                terms.expiresAt(),
                spec.version().team());
        return new Message(
                asked.approvalId(),
                null,
                null,
                Role.AGENT,
                List.of(Part.text(text)),
                JsonNodeFactory.instance.objectNode().set(ApprovalNotice.URI, EventJson.toTree(notice)),
                List.of(ApprovalNotice.URI),
                List.of());
    }

    private static JournalEntry askedEntry(Turns turns, Entry.ApprovalAsked asked) {
        return turns.entries().stream()
                .filter(journaled -> journaled.entry().equals(asked))
                .findFirst()
                .orElseThrow();
    }

    private Next ask(Entry.ToolCall call, Turns turns) {
        String peer = call.tool().substring("agent/".length());
        Plan plan = Plan.agreed(turns);
        if (!spec.holds(call.tool()) || plan != null && !plan.tools().contains(call.tool())) {
            return new Next.Write(List.of(new Entry.ChildReplied(
                    call.id(), peer, null, "REJECTED", "There is no agent " + peer + " to ask", Flow.NONE)));
        }
        JournalEntry sent = turns.sentOf(call.id());
        if (sent == null) {
            return new Next.Write(List.of(new Entry.ChildSent(
                    call.id(),
                    peer,
                    call.arguments().path("message").asText(),
                    origins(turns).flow())));
        }
        return new Next.Do(List.of(), new Effect.Ask((Entry.ChildSent) sent.entry(), sent.seq()));
    }

    private Origins origins(Turns turns) {
        return Origins.of(spec, turns.entries());
    }

    private Effect.Standing standing(Entry.ToolCall call, Turns turns) {
        ToolRecord tool = spec.tools().get(call.tool());
        Provenance provenance = origins(turns).of(call, tool == null ? ToolRecord.Handling.UNKNOWN : tool.handling());
        Plan plan = Plan.agreed(turns);
        return new Effect.Standing(
                provenance,
                budget.left(turns),
                plan == null ? null : plan.tools(),
                turns.replayed().isPresent());
    }

    /// Shows a plan to whoever asked and waits; their yes fixes what can be called.
    private Next planned(Entry.ToolCall call, Turns turns, TaskFold task) {
        Plan plan = Plan.of(call);
        Optional<String> unknown = plan.unknown(spec::holds);
        if (unknown.isPresent()) {
            return new Next.Write(List.of(told(call, "denied", "There is nothing called " + unknown.get())));
        }
        Entry.Received answer = turns.saidAfterLast();
        if (answer == null && !Plan.nobodyToAsk(turns)) {
            List<Entry> shown = task.state() == TaskState.INPUT_REQUIRED
                    ? List.of()
                    : List.of(new Entry.Moved(TaskState.INPUT_REQUIRED, plan.notice(call.id())));
            return new Next.Wait(shown, "an answer to the plan", null);
        }
        List<Entry> entries = new ArrayList<>();
        if (task.state() == TaskState.INPUT_REQUIRED) {
            entries.add(new Entry.Moved(TaskState.WORKING, null));
        }
        boolean agreed = answer == null || plan.agreedBy(answer);
        entries.add(
                agreed
                        ? told(call, "ok", "The plan is agreed to. Carry it out; nothing else can be called.")
                        : told(call, "changed", "Not agreed to. Read what the person says next, then plan again."));
        return new Next.Write(entries);
    }

    private static Entry told(Entry.ToolCall call, String status, String text) {
        return new Entry.ToolOutcome(call.id(), call.tool(), status, text, null, 0);
    }

    /// What the agent has read goes with its answer, for whoever builds on it.
    private Next answer(String said, Flow read) {
        Integer max = spec.definition().spec().guardrails().maxOutputChars();
        String text = max != null && said.length() > max ? said.substring(0, max) + " […]" : said;
        Artifact artifact = new Artifact(
                TaskFold.ANSWER,
                "Answer",
                null,
                List.of(Part.text(text)),
                read.equals(Flow.NONE) ? null : Flows.metadata(read),
                List.of());
        return new Next.End(List.of(new Entry.Produced(artifact, false, true)), TaskState.COMPLETED, null, null);
    }

    private static Next refuse(String reason) {
        return new Next.End(
                List.of(new Entry.Refused(reason)), TaskState.REJECTED, Message.agent("refusal", reason), "REFUSED");
    }

    private static Next failed(String reason, String text) {
        return new Next.End(List.of(), TaskState.FAILED, Message.agent("failure", text), reason);
    }
}
