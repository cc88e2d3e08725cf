package io.tandem.runtime.turn;

import io.tandem.a2a.Message;
import io.tandem.a2a.TaskState;
import io.tandem.events.AgentDefinition;
import io.tandem.events.Flow;
import io.tandem.events.Provenance;
import io.tandem.events.ToolRecord;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.journal.Flows;
import io.tandem.runtime.journal.JournalEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where what a task knows comes from: what it has read, and the texts of those who are trusted.
///
/// The model is no source. While a task has read nothing untrusted, all that it says comes from people and trusted
/// tools; afterwards a sensitive argument counts as vouched for only where one of them wrote the very same value.
final class Origins {
    private static final String COMPLETED = TaskState.COMPLETED.name();

    private Flow flow = Flow.NONE;
    private final List<Vouched.Source> trusted = new ArrayList<>();

    /// Arguments of calls, by their id.
    private final Map<String, String> asked = new HashMap<>();

    /// Calls that were asked about, by the approval's id.
    private final Map<String, Entry.ToolCall> waiting = new HashMap<>();

    /// What had been read when peers were asked, by the call's id.
    private final Map<String, Flow> sentWith = new HashMap<>();

    private Origins() {}

    static Origins of(AgentSpec spec, List<JournalEntry> entries) {
        Origins origins = new Origins();
        AgentDefinition.Spec agent = spec.definition().spec();
        origins.hear(agent.purpose() + "\n" + agent.instructions(), Flow.NONE);
        for (AgentSpec.Remembered exchange : spec.remembered()) {
            origins.hear(exchange.asked(), exchange.askedFlow());
            origins.hear(exchange.answered(), exchange.flow());
        }
        entries.forEach(journaled -> origins.read(journaled.entry(), spec));
        return origins;
    }

    /// What has been read so far.
    Flow flow() {
        return flow;
    }

    Provenance of(Entry.ToolCall call, ToolRecord.Handling handling) {
        Vouched vouched = new Vouched(trusted);
        List<String> unvouched = !flow.untrusted()
                ? List.of()
                : handling.sensitive().stream()
                        .filter(name -> !vouched.holds(call.arguments().path(name)))
                        .toList();
        return new Provenance(flow, unvouched);
    }

    private void read(Entry entry, AgentSpec spec) {
        switch (entry) {
            case Entry.Received received -> hear(received.message().text(), flowOf(received));
            case Entry.ModelTurn turn ->
                turn.tools()
                        .forEach(call -> asked.put(call.id(), call.arguments().toString()));
            case Entry.ApprovalAsked approval -> waiting.put(approval.approvalId(), approval.call());
            case Entry.ApprovalDecided decision -> hear(decision);
            case Entry.ToolIntent intent ->
                asked.put(intent.call().id(), intent.call().arguments().toString());
            case Entry.ToolOutcome outcome -> {
                if (!outcome.tool().equals(Plan.PROPOSE)) { // nothing was read by it
                    read(outcome, handling(outcome, spec));
                }
            }
            case Entry.ChildSent sent -> sentWith.put(sent.callId(), sent.flow() == null ? Flow.UNKNOWN : sent.flow());
            case Entry.ChildReplied reply -> read(reply);
            default -> {} // the platform's own words may repeat what the model said: they name nothing
        }
    }

    /// A value that an approver wrote is a trusted person's; what they left as it was is still the agent's.
    private void hear(Entry.ApprovalDecided decision) {
        Entry.ToolCall call = waiting.get(decision.approvalId());
        if (call == null || decision.arguments() == null) {
            return;
        }
        decision.arguments().properties().stream()
                .filter(argument -> !argument.getValue().equals(call.arguments().get(argument.getKey())))
                .forEach(argument -> hear(
                        argument.getValue().isTextual()
                                ? argument.getValue().asText()
                                : argument.getValue().toString(),
                        Flow.NONE));
    }

    /// Only a tool's own words count, and only a store's name anything.
    private void read(Entry.ToolOutcome outcome, ToolRecord.Handling handling) {
        boolean answered = outcome.status().equals("ok");
        if (answered || outcome.status().equals("tool-error")) {
            flow = flow.and(handling.results());
        }
        if (outcome.raises() != null) {
            flow = flow.and(outcome.raises());
        }
        if (answered && handling.vouches()) {
            trusted.add(new Vouched.Source(outcome.content(), asked.getOrDefault(outcome.callId(), "")));
        }
    }

    /// An answer is no cleaner than its question: a peer that only repeats vouches for nothing that it was given.
    private void read(Entry.ChildReplied reply) {
        Flow said = reply.flow() == null ? Flow.UNKNOWN : reply.flow();
        Flow of = said.and(sentWith.getOrDefault(reply.callId(), Flow.NONE));
        if (reply.flow() != null && reply.state().equals(COMPLETED)) {
            hear(reply.text(), of);
        } else {
            flow = flow.and(of);
        }
    }

    private static ToolRecord.Handling handling(Entry.ToolOutcome outcome, AgentSpec spec) {
        ToolRecord tool = spec.tools().get(outcome.tool());
        return tool == null ? ToolRecord.Handling.UNKNOWN : tool.handling();
    }

    /// What a person or a service says is trusted unless it says otherwise; what another agent says has its own flow.
    private static Flow flowOf(Entry.Received received) {
        Message message = received.message();
        Flow unsaid = received.from().startsWith("agent:") ? Flow.UNKNOWN : Flow.NONE;
        return Flows.in(message.metadata()).orElse(unsaid);
    }

    private void hear(String text, Flow of) {
        flow = flow.and(of);
        if (!of.untrusted()) {
            trusted.add(new Vouched.Source(text, ""));
        }
    }
}
