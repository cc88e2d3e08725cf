package io.tandem.hub.call;

import io.tandem.events.AgentRecord;
import io.tandem.events.AgentSight;
import io.tandem.events.ToolRecord;
import io.tandem.hub.call.ToolRequest.Wanted;
import io.tandem.hub.call.ToolRequest.Who;
import io.tandem.hub.canonical.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Rules on a call: the version holds the tool, its team holds it too, nobody has suspended the agent, the
/// definition is the approved one, the arguments fit. Everything else is a no, but for a version that the view does not
/// hold at all: it may only not have arrived here yet, so there is no ruling on it.
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
        int longest) {
    /// States in which a version's tasks may act. A task begun by an active version may end after its retirement.
    private static final Set<AgentRecord.State> ACTING = Set.of(
            AgentRecord.State.TRIAL,
            AgentRecord.State.IN_EVALUATION,
            AgentRecord.State.IN_REVIEW,
            AgentRecord.State.ACTIVE,
            AgentRecord.State.DEPRECATED,
            AgentRecord.State.RETIRED);

    Ruling rule(Wanted wanted) {
        Optional<ToolRecord> found = tools.apply(wanted);
        if (found.isEmpty()) {
            return new Ruling.Deny(null, "There is no tool " + wanted.fullName() + ".");
        }
        ToolRecord tool = found.get();
        String version = wanted.who().agent() + "@" + wanted.who().version();
        if (agents.apply(version).isEmpty()) {
            return new Ruling.NotYet(tool, "The hub does not know " + version + " yet.");
        }
        Optional<String> obstacle = heldBy(wanted, tool)
                .or(() -> pinned(tool))
                .or(() -> tooLong(wanted))
                .or(() -> arguments.fault(tool.definitionHash(), tool.inputSchema(), wanted.arguments()));
        if (obstacle.isPresent()) {
            return new Ruling.Deny(tool, obstacle.get());
        }
        if (tool.effect() == ToolRecord.Effect.READ) {
            return new Ruling.Allow(tool, "The tool only reads.");
        }
        boolean repeatable = tool.effect() == ToolRecord.Effect.KEYED || tool.effect() == ToolRecord.Effect.IDEMPOTENT;
        return repeatable && exempted.test(wanted)
                ? new Ruling.Allow(tool, "An administrator exempted this version from approval.")
                : new Ruling.Ask(tool, "The tool changes something, so somebody else approves the call first.");
    }

    private Optional<String> heldBy(Wanted wanted, ToolRecord tool) {
        Who who = wanted.who();
        if (!(agents.apply(who.agent() + "@" + who.version()).orElse(null) instanceof AgentRecord.Version version)
                || version.definition() == null) {
            return Optional.of("There is no such agent version.");
        }
        if (!version.team().equals(who.team())) {
            return Optional.of("The agent belongs to another team.");
        }
        if (!version.definition().spec().tools().contains(wanted.fullName())) {
            return Optional.of("This version of the agent does not hold the tool.");
        }
        if (!ACTING.contains(version.state()) || AgentSight.halted(pointer(who.agent()), version)) {
            return Optional.of("The agent may not act now: it is suspended, or this version was refused.");
        }
        return tool.teams().contains(version.team())
                ? Optional.empty()
                : Optional.of("The agent's team does not hold the tool.");
    }

    private AgentRecord.@Nullable Pointer pointer(String agent) {
        return agents.apply(agent).orElse(null) instanceof AgentRecord.Pointer pointer ? pointer : null;
    }

    private static Optional<String> pinned(ToolRecord tool) {
        return switch (tool.state()) {
            case APPROVED -> Optional.empty();
            case QUARANTINED -> Optional.of("The tool is quarantined until an administrator approves its definition.");
            case REMOVED -> Optional.of("The connector does not offer the tool any more.");
        };
    }

    private Optional<String> tooLong(Wanted wanted) {
        int bytes = CanonicalJson.of(wanted.arguments()).text().getBytes(StandardCharsets.UTF_8).length;
        return bytes <= longest
                ? Optional.empty()
                : Optional.of("The arguments have " + bytes + " bytes; at most " + longest + " are taken.");
    }
}
