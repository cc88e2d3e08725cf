package io.tandem.gateway.access;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.events.AgentRecord;
import io.tandem.kit.identity.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Finds agents by name as one caller sees them.
public final class AgentAccess {
    private static final String GOVERNANCE = "service:tandem-governance";

    private final Function<String, Optional<AgentRecord>> records;

    /// @param records the view of `registry.agents` by key
    public AgentAccess(Function<String, Optional<AgentRecord>> records) {
        this.records = records;
    }

    /// What a caller is told of an agent that does not exist or is not theirs to see: the same in both cases.
    public static A2aException notFound() {
        return new A2aException(A2aError.AGENT_NOT_FOUND);
    }

    /// @param asked a name, or `name@version`
    /// @throws A2aException AGENT_NOT_FOUND
    public VisibleAgent find(String asked, Caller caller) {
        int at = asked.indexOf('@');
        String name = at < 0 ? asked : asked.substring(0, at);
        AgentRecord.Pointer pointer = record(name, AgentRecord.Pointer.class)
                .filter(agent -> sees(agent, caller))
                .orElseThrow(AgentAccess::notFound);
        String wanted = at < 0 ? pointer.activeVersion() : asked.substring(at + 1);
        if (wanted == null) {
            throw notFound();
        }
        AgentRecord.Version version = record(name + "@" + wanted, AgentRecord.Version.class)
                .filter(candidate -> answers(candidate, caller))
                .orElseThrow(AgentAccess::notFound);
        return new VisibleAgent(asked, pointer, version);
    }

    /// Refuses new work for a suspended agent.
    ///
    /// @throws A2aException UNAVAILABLE with `problem=agent-suspended`
    public static void checkTakesTasks(VisibleAgent agent) {
        if (agent.pointer().suspended()) {
            throw new A2aException(
                    A2aError.UNAVAILABLE,
                    "agent-suspended: " + agent.name() + " takes no tasks until an operator resumes it",
                    Map.of("agent", agent.name(), "problem", "agent-suspended"));
        }
    }

    private <T extends AgentRecord> Optional<T> record(String key, Class<T> type) {
        return records.apply(key).filter(type::isInstance).map(type::cast);
    }

    private static boolean sees(AgentRecord.Pointer agent, Caller caller) {
        return agent.visibility() == AgentRecord.Visibility.everyone
                || caller.teams().contains(agent.team())
                || caller.id().equals(GOVERNANCE)
                || agent.grants().stream().anyMatch(grant -> meets(grant.to(), caller));
    }

    private static boolean meets(String to, Caller caller) {
        return to.startsWith("team:")
                ? caller.teams().contains(to.substring("team:".length()))
                : to.equals(caller.id());
    }

    private static boolean answers(AgentRecord.Version version, Caller caller) {
        return switch (version.state()) {
            case ACTIVE, DEPRECATED -> true;
            case TRIAL, IN_EVALUATION, IN_REVIEW ->
                caller.id().equals(GOVERNANCE) || caller.id().equals("person:" + version.author());
            case DRAFT, RETIRED, REJECTED, SUSPENDED -> false;
        };
    }
}
