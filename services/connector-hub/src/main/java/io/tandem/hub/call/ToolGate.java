package io.tandem.hub.call;

import io.tandem.events.AgentRecord;
import io.tandem.events.PolicyDecision;
import io.tandem.events.Provenance;
import io.tandem.events.ToolRecord;
import io.tandem.hub.approval.Asking;
import io.tandem.hub.call.Ruling.Judgement;
import io.tandem.hub.call.ToolRequest.Wanted;
import io.tandem.hub.canonical.CanonicalJson;
import io.tandem.policy.Halts;
import io.tandem.policy.PolicyBook;
import io.tandem.policy.Question;
import io.tandem.policy.Questions;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Rules on a call: what is no proper request is refused, the rest is for the policies of the agent's team. There is
/// no ruling on a version that the view does not hold at all: it may only not have arrived here yet.
///
/// @param agents records of the registry by key
/// @param tools pinned tools by (connector, tool)
/// @param exempted whether this version calls this tool without approval
/// @param longest most bytes of canonical arguments
record ToolGate(
        Function<String, Optional<AgentRecord>> agents,
        Function<Wanted, Optional<ToolRecord>> tools,
        Predicate<Wanted> exempted,
        ArgumentCheck arguments,
        Rules rules,
        int longest) {

    /// @param halts what is halted as the hub knows it
    record Rules(PolicyBook policies, Halts halts) {}

    Ruling rule(Wanted wanted) {
        Optional<ToolRecord> found = tools.apply(wanted);
        if (found.isEmpty()) {
            return new Ruling.Deny(null, "There is no tool " + wanted.fullName() + ".", null);
        }
        ToolRecord tool = found.get();
        if (wanted.replay()) {
            return new Ruling.Deny(
                    tool, "The task is a replay: its calls are answered from the record, and none is made.", null);
        }
        Asking.Asker who = wanted.who();
        AgentRecord record = agents.apply(who.agent() + "@" + who.version()).orElse(null);
        if (record == null) {
            return new Ruling.NotYet(tool, "The hub does not know " + who.agent() + "@" + who.version() + " yet.");
        }
        if (!(record instanceof AgentRecord.Version version)) {
            return new Ruling.Deny(tool, "There is no such agent version.", null);
        }
        if (!version.team().equals(who.team())) {
            return new Ruling.Deny(tool, "The agent belongs to another team.", null);
        }
        Optional<String> fault = tooLong(wanted).or(() -> arguments.fault(tool.inputSchema(), wanted.arguments()));
        return fault.isPresent() ? new Ruling.Deny(tool, fault.get(), null) : judged(wanted, version, tool);
    }

    private Ruling judged(Wanted wanted, AgentRecord.Version version, ToolRecord tool) {
        Asking.Asker who = wanted.who();
        Question question = Questions.toolCall(
                version,
                pointer(who.agent()),
                tool,
                new Questions.ToolUse(
                        who.onBehalfOf(),
                        who.actors(),
                        exempted.test(wanted),
                        wanted.arguments(),
                        provenance(wanted, tool),
                        wanted.left(),
                        wanted.plan()),
                rules.halts());
        PolicyDecision decision = rules.policies().decide(version.team(), question);
        Judgement judgement = new Judgement(decision, question.facts());
        return switch (decision.outcome()) {
            case ALLOW -> new Ruling.Allow(tool, judgement);
            case ASK -> new Ruling.Ask(tool, judgement);
            case DENY -> new Ruling.Deny(tool, decision.says(), judgement);
        };
    }

    static Provenance provenance(Wanted wanted, ToolRecord tool) {
        Provenance said = wanted.provenance();
        return said == null ? Provenance.worst(tool) : said;
    }

    private AgentRecord.@Nullable Pointer pointer(String agent) {
        return agents.apply(agent).orElse(null) instanceof AgentRecord.Pointer pointer ? pointer : null;
    }

    private Optional<String> tooLong(Wanted wanted) {
        int bytes = CanonicalJson.of(wanted.arguments()).text().getBytes(StandardCharsets.UTF_8).length;
        return bytes <= longest
                ? Optional.empty()
                : Optional.of("The arguments have " + bytes + " bytes; at most " + longest + " are taken.");
    }
}
