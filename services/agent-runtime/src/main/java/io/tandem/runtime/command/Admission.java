package io.tandem.runtime.command;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.events.AgentRecord;
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

    /// Who asks, and which version of which agent answers.
    public record Admitted(Pass pass, AgentRecord.Pointer agent, AgentRecord.Version version) {}

    /// @throws A2aException UNAUTHENTICATED for a pass that does not hold; TASK_NOT_FOUND's twin for agents, NOT_FOUND
    ///     as METHOD_NOT_FOUND never: an agent that is not the caller's to see looks like one that does not exist
    public Admitted admit(KafkaRequest request) {
        Pass pass = verified(request);
        String name = nameOf(request.agent());
        AgentRecord.Pointer pointer = agents.apply(name)
                .filter(AgentRecord.Pointer.class::isInstance)
                .map(AgentRecord.Pointer.class::cast)
                .filter(agent -> Rights.holds(agent, pass, AgentRecord.Right.see))
                .orElseThrow(() -> unknown(request.agent()));
        if (!Rights.holds(pointer, pass, AgentRecord.Right.call)) {
            throw new A2aException(
                    A2aError.PERMISSION_DENIED,
                    "You may see " + name + " but not call it; ask its owner for the grant 'call'",
                    Map.of("agent", name));
        }
        return new Admitted(pass, pointer, version(request.agent(), pointer, pass));
    }

    private Pass verified(KafkaRequest request) {
        try {
            return passes.verify(request.pass(), nameOf(request.agent()), request.body());
        } catch (PassRefusal e) {
            LOG.infof("request %s refused: %s", request.requestId(), e.getMessage());
            throw new A2aException(A2aError.UNAUTHENTICATED, "The pass of this request does not hold", Map.of());
        }
    }

    private AgentRecord.Version version(String asked, AgentRecord.Pointer pointer, Pass pass) {
        if (pointer.suspended()) {
            throw new A2aException(
                    A2aError.UNAVAILABLE,
                    "agent-suspended: " + pointer.name() + " takes no tasks until an operator resumes it",
                    Map.of("agent", pointer.name(), "problem", "agent-suspended"));
        }
        int at = asked.indexOf('@');
        String wanted = at < 0 ? pointer.activeVersion() : asked.substring(at + 1);
        if (wanted == null) {
            throw unknown(asked);
        }
        return agents.apply(pointer.name() + "@" + wanted)
                .filter(AgentRecord.Version.class::isInstance)
                .map(AgentRecord.Version.class::cast)
                .filter(version -> Rights.answers(version, pass))
                .orElseThrow(() -> unknown(asked));
    }

    private static String nameOf(String agent) {
        int at = agent.indexOf('@');
        return at < 0 ? agent : agent.substring(0, at);
    }

    private static A2aException unknown(String agent) {
        return new A2aException(A2aError.AGENT_NOT_FOUND, "There is no agent " + agent, Map.of("agent", agent));
    }
}
