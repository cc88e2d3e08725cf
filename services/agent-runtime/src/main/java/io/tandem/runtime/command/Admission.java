package io.tandem.runtime.command;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.Operation;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.events.AgentRecord;
import io.tandem.events.AgentSight;
import io.tandem.kit.pass.Pass;
import io.tandem.kit.pass.PassRefusal;
import io.tandem.kit.pass.PassVerifier;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Decides whether a caller may reach an agent, from the pass and this service's own view of grants. Everything that is
/// not plainly allowed is refused.
public final class Admission {
    private static final Logger LOG = Logger.getLogger(Admission.class);

    private final PassVerifier passes;
    private final Function<String, Optional<AgentRecord>> agents;

    /// @param agents the view of `registry.agents` by key
    public Admission(PassVerifier passes, Function<String, Optional<AgentRecord>> agents) {
        this.passes = passes;
        this.agents = agents;
    }

    /// Who asks, and what they see of the agent.
    public record Admitted(Pass pass, AgentSight agent) {
        /// The version that takes a new task.
        ///
        /// @throws A2aException why none is taken, with the standing's problem, such as
        // `problem=agent-suspended`
        AgentRecord.Version taking() {
            A2aError error =
                    switch (agent.standing()) {
                        case TAKES_TASKS -> null;
                        case NOT_GRANTED -> A2aError.PERMISSION_DENIED;
                        case SUSPENDED -> A2aError.UNAVAILABLE;
                        case RETIRED -> A2aError.UNSUPPORTED_OPERATION;
                        case INACTIVE -> throw unknown(agent.asked());
                    };
            AgentRecord.Version version = agent.version();
            if (error == null && version != null) {
                return version;
            }
            throw new A2aException(
                    error == null ? A2aError.AGENT_NOT_FOUND : error,
                    agent.reason(),
                    Map.of("agent", agent.name(), "problem", agent.standing().problem()));
        }
    }

    /// @throws A2aException UNAUTHENTICATED for a pass that does not hold; AGENT_NOT_FOUND for an agent that does not
    ///     exist or is not the caller's to see, the same in both cases; for a send, what [Admitted#taking] says
    public Admitted admit(KafkaRequest request) {
        Pass pass = verified(request);
        AgentSight.Asker asker = new AgentSight.Asker(pass.caller(), pass.actor(), pass.teams());
        AgentSight agent = AgentSight.of(request.agent(), asker, agents).orElseThrow(() -> unknown(request.agent()));
        Admitted admitted = new Admitted(pass, agent);
        if (request.operation() == Operation.SEND_MESSAGE || request.operation() == Operation.SEND_STREAMING_MESSAGE) {
            admitted.taking();
        }
        return admitted;
    }

    private Pass verified(KafkaRequest request) {
        try {
            return passes.verify(request.pass(), nameOf(request.agent()), request.body());
        } catch (PassRefusal e) {
            LOG.infof("request %s refused: %s", request.requestId(), e.getMessage());
            throw new A2aException(A2aError.UNAUTHENTICATED, "The pass of this request does not hold", Map.of());
        }
    }

    private static String nameOf(String agent) {
        int at = agent.indexOf('@');
        return at < 0 ? agent : agent.substring(0, at);
    }

    private static A2aException unknown(String agent) {
        return new A2aException(A2aError.AGENT_NOT_FOUND, "There is no agent " + agent, Map.of("agent", agent));
    }
}
