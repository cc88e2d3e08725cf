package io.tandem.gateway.access;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.events.AgentRecord;
import io.tandem.events.AgentSight;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.refusal.CallGate;
import io.tandem.policy.Questions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Finds agents by name as one caller sees them; the rule itself is [AgentSight].
public final class AgentAccess {
    private final Function<String, Optional<AgentRecord>> records;
    private final CallGate gate;

    /// @param records the view of `registry.agents` by key
    public AgentAccess(Function<String, Optional<AgentRecord>> records, CallGate gate) {
        this.records = records;
        this.gate = gate;
    }

    /// What a caller is told of an agent that does not exist or is not theirs to see: the same in both cases.
    public static A2aException notFound() {
        return new A2aException(A2aError.AGENT_NOT_FOUND);
    }

    /// @param asked a name, or `name@version`
    /// @throws A2aException AGENT_NOT_FOUND
    public AgentSight find(String asked, Caller caller) {
        AgentSight.Asker asker = new AgentSight.Asker(caller.id(), caller.id(), caller.teams());
        return AgentSight.of(asked, asker, records).orElseThrow(AgentAccess::notFound);
    }

    /// The team whose agent was asked for, if there is one and it is not the caller's to see: for records only.
    public Optional<String> hidden(String asked, Caller caller) {
        AgentSight.Asker asker = new AgentSight.Asker(caller.id(), caller.id(), caller.teams());
        boolean seen = AgentSight.of(asked, asker, records).isPresent();
        return seen ? Optional.empty() : records.apply(asked).map(AgentRecord::team);
    }

    /// The version that answers, for what needs one.
    ///
    /// @throws A2aException AGENT_NOT_FOUND
    public static AgentRecord.Version version(AgentSight agent) {
        AgentRecord.Version version = agent.version();
        if (version == null) {
            throw notFound();
        }
        return version;
    }

    /// Refuses new work early that the runtime would refuse anyway.
    ///
    /// @throws A2aException with the problem's name, such as `problem=agent-suspended`
    public void checkTakesTasks(AgentSight agent, Caller caller) {
        AgentSight.Asker asker = new AgentSight.Asker(caller.id(), caller.id(), caller.teams());
        var unused = gate.pass(agent, new Questions.Asking(asker, caller.roles(), List.of()), AgentAccess::notFound);
    }
}
