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
import io.tandem.kit.refusal.StandingRefusal;
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
        /// @throws A2aException why none is taken, with the standing's problem
        AgentRecord.Version taking() {
            Optional<A2aException> refusal = StandingRefusal.of(agent, unknown(agent.asked()));
            AgentRecord.Version version = agent.version();
            if (refusal.isEmpty() && version != null) {
                return version;
            }
            throw refusal.orElseGet(() -> unknown(agent.asked()));
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
