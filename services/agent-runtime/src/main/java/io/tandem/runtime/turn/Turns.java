package io.tandem.runtime.turn;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.TaskState;
import io.tandem.events.Money;
import io.tandem.events.ReplayOf;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.journal.JournalEntry;
import io.tandem.runtime.journal.TaskFold;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the turn loop needs to know of a journal: the last turn, what became of its calls, and what all of it cost.
final class Turns {
    private final List<JournalEntry> entries;
    private final Map<String, Entry.ToolOutcome> outcomes = new HashMap<>();
    private final Map<String, Entry.ChildReplied> replies = new HashMap<>();
    private final Map<String, JournalEntry> intents = new HashMap<>();
    private final Map<String, JournalEntry> sent = new HashMap<>();
    private final Map<String, Entry.ApprovalAsked> asked = new HashMap<>();
    private final Map<String, Entry.ApprovalDecided> decided = new HashMap<>();
    private final Map<String, JournalEntry> connecting = new HashMap<>();
    private final Set<String> settled = new HashSet<>();
    private Entry.@Nullable ModelTurn last;
    private boolean messageAfterLast;
    private int steps;
    private long tokens;
    private @Nullable Money cost;
    private @Nullable Instant askedAt;
    private Duration waited = Duration.ZERO;
    private @Nullable Instant planShownAt;
    private Entry.@Nullable Received newest;

    Turns(TaskFold task) {
        this.entries = task.entries();
        entries.forEach(this::read);
    }

    private void read(JournalEntry journaled) {
        switch (journaled.entry()) {
            case Entry.ModelTurn turn -> {
                last = turn;
                messageAfterLast = false;
                steps++;
                tokens += turn.tokens().input() + turn.tokens().output();
                cost = cost == null ? turn.cost() : cost.plus(turn.cost());
            }
            case Entry.ToolOutcome outcome -> {
                outcomes.put(outcome.callId(), outcome);
                answered(journaled.at()); // nobody connected what it waited for
                steps++;
            }
            case Entry.ChildReplied reply -> {
                replies.put(reply.callId(), reply);
                steps++;
            }
            case Entry.ToolIntent intent -> intents.put(intent.call().id(), journaled);
            case Entry.ChildSent child -> sent.put(child.callId(), journaled);
            case Entry.ApprovalAsked approval -> {
                asked.put(approval.call().id(), approval);
                askedAt = journaled.at();
            }
            case Entry.ApprovalDecided decision -> {
                decided.put(decision.approvalId(), decision);
                answered(journaled.at());
            }
            case Entry.ConnectionAsked connection -> {
                connecting.put(connection.call().id(), journaled);
                intents.computeIfPresent(connection.call().id(), (id, intent) -> mayRepeat(intent) ? intent : null);
                askedAt = journaled.at();
            }
            case Entry.ConnectionMade made -> settled(made.askId(), journaled.at());
            case Entry.ConnectionWithdrawn withdrawn -> settled(withdrawn.askId(), journaled.at());
            case Entry.Received received -> {
                messageAfterLast = true;
                newest = received;
                if (planShownAt != null) {
                    waited = waited.plus(Duration.between(planShownAt, journaled.at()));
                    planShownAt = null;
                }
            }
            case Entry.CancelAsked ignored -> {}
            case Entry.Produced ignored -> {}
            case Entry.Moved moved -> {
                if (moved.state() == TaskState.INPUT_REQUIRED) {
                    planShownAt = journaled.at();
                }
            }
            case Entry.Waited ignored -> {}
            case Entry.Refused ignored -> {}
            case Entry.Ended ignored -> {}
        }
    }

    /// A call that may not be repeated was made at most once, and that once its server refused it: it is decided on
    /// again. One that may be repeated is, under the key of its intent, since an earlier attempt may have worked.
    private static boolean mayRepeat(JournalEntry intent) {
        return ((Entry.ToolIntent) intent.entry()).effect().mayRepeat();
    }

    private void settled(String askId, Instant at) {
        settled.add(askId);
        answered(at);
    }

    private void answered(Instant at) {
        if (askedAt != null) {
            waited = waited.plus(Duration.between(askedAt, at));
            askedAt = null;
        }
    }

    Entry.@Nullable ModelTurn last() {
        return last;
    }

    /// Whether somebody steered after the last turn.
    boolean messageAfterLast() {
        return messageAfterLast;
    }

    /// What was said after the last turn, null if nothing was.
    Entry.@Nullable Received saidAfterLast() {
        return messageAfterLast ? newest : null;
    }

    /// All calls of a function that the model asked for, oldest first.
    List<Entry.ToolCall> callsOf(String tool) {
        return entries.stream()
                .map(JournalEntry::entry)
                .filter(Entry.ModelTurn.class::isInstance)
                .flatMap(turn -> ((Entry.ModelTurn) turn).tools().stream())
                .filter(call -> call.tool().equals(tool))
                .toList();
    }

    Entry.@Nullable ToolOutcome outcomeOf(String callId) {
        return outcomes.get(callId);
    }

    /// The first call of the last turn that nothing became of yet.
    Optional<Entry.ToolCall> open() {
        return last == null
                ? Optional.empty()
                : last.tools().stream()
                        .filter(call -> answerOf(call.id()) == null)
                        .findFirst();
    }

    /// What the model is told about a call, or null while it is open.
    @Nullable
    String answerOf(String callId) {
        Entry.ToolOutcome outcome = outcomes.get(callId);
        if (outcome != null) {
            String told =
                    outcome.status().equals("ok") ? outcome.content() : outcome.status() + ": " + outcome.content();
            return changed(callId) + told;
        }
        Entry.ChildReplied reply = replies.get(callId);
        if (reply != null) {
            return reply.state().equals("COMPLETED") ? reply.text() : reply.state() + ": " + reply.text();
        }
        return null;
    }

    /// What an approver changed of a call, for the model; empty if nothing.
    private String changed(String callId) {
        Entry.ApprovalAsked approval = asked.get(callId);
        Entry.ApprovalDecided decision = approval == null ? null : decided.get(approval.approvalId());
        if (decision == null || decision.arguments() == null) {
            return "";
        }
        String why = decision.reason() == null ? "" : ": " + decision.reason();
        return "The call was approved with other arguments, by " + decision.by() + why + "\nIt was made with "
                + decision.arguments() + "\n";
    }

    /// The call's intent as it stands in the journal.
    @Nullable
    JournalEntry intentOf(String callId) {
        return intents.get(callId);
    }

    @Nullable
    JournalEntry sentOf(String callId) {
        return sent.get(callId);
    }

    Entry.@Nullable ApprovalAsked askedOf(String callId) {
        return asked.get(callId);
    }

    Entry.@Nullable ApprovalDecided decisionOn(String approvalId) {
        return decided.get(approvalId);
    }

    /// The newest entry by which a call asked its person to connect a server, null if none is open.
    @Nullable
    JournalEntry connectingOf(String callId) {
        JournalEntry asked = connecting.get(callId);
        boolean open =
                asked != null && asked.entry() instanceof Entry.ConnectionAsked ask && !settled.contains(ask.askId());
        return open ? asked : null;
    }

    int steps() {
        return steps;
    }

    long tokens() {
        return tokens;
    }

    @Nullable
    Money cost() {
        return cost;
    }

    Instant began() {
        return entries.getFirst().at();
    }

    /// How long people took to decide.
    Duration waited() {
        return waited;
    }

    /// The task whose record answers whatever this one asks for outside; empty for one that really acts.
    Optional<UUID> replayed() {
        return entries.getFirst().entry() instanceof Entry.Received first
                ? ReplayOf.in(first.message().metadata(), first.from())
                : Optional.empty();
    }

    /// How many calls before this one were the very same.
    int earlierLike(Entry.ToolCall call) {
        int earlier = 0;
        for (JournalEntry journaled : entries) {
            if (journaled.entry() instanceof Entry.ModelTurn turn) {
                for (Entry.ToolCall made : turn.tools()) {
                    if (made.id().equals(call.id())) {
                        return earlier;
                    }
                    earlier +=
                            made.tool().equals(call.tool()) && made.arguments().equals(call.arguments()) ? 1 : 0;
                }
            }
        }
        return earlier;
    }

    /// How often the last calls were one and the same, counted back from the newest.
    int sameCallsInARow() {
        int same = 0;
        Entry.@Nullable ToolCall newest = null;
        for (JournalEntry journaled : entries.reversed()) {
            if (journaled.entry() instanceof Entry.ModelTurn turn) {
                if (turn.tools().size() != 1) {
                    return same;
                }
                Entry.ToolCall call = turn.tools().getFirst();
                if (newest != null
                        && !(newest.tool().equals(call.tool())
                                && newest.arguments().equals(call.arguments()))) {
                    return same;
                }
                newest = call;
                same++;
            }
        }
        return same;
    }

    /// How often the call that the agent asked for most was asked for, with the very same arguments.
    int mostAsked() {
        Map<Map.Entry<String, JsonNode>, Integer> asked = new HashMap<>();
        for (JournalEntry journaled : entries) {
            if (journaled.entry() instanceof Entry.ModelTurn turn) {
                turn.tools().forEach(call -> asked.merge(Map.entry(call.tool(), call.arguments()), 1, Integer::sum));
            }
        }
        return asked.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    List<JournalEntry> entries() {
        return entries;
    }
}
