package io.tandem.runtime.command;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Operation;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.events.AgentRecord;
import io.tandem.events.AgentSight;
import io.tandem.events.PolicyDecision;
import io.tandem.kit.pass.Pass;
import io.tandem.kit.pass.PassRefusal;
import io.tandem.kit.pass.PassVerifier;
import io.tandem.kit.refusal.CallGate;
import io.tandem.policy.Questions;
import io.tandem.runtime.task.TaskIds;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Decides whether a caller may reach an agent, from the pass and this service's own view of grants. Everything that is
/// not plainly allowed is refused.
public final class Admission {
    private static final Logger LOG = Logger.getLogger(Admission.class);

    private final PassVerifier passes;
    private final Function<String, Optional<AgentRecord>> agents;
    private final CallGate gate;

    /// @param agents the view of `registry.agents` by key
    public Admission(PassVerifier passes, Function<String, Optional<AgentRecord>> agents, CallGate gate) {
        this.passes = passes;
        this.agents = agents;
        this.gate = gate;
    }

    /// Who asks, and what they see of the agent.
    ///
    /// @param conversation the context of a message to an agent with a canary, which drew the version; else null
    /// @param decision what let a message pass; null for what gives no work
    public record Admitted(
            Pass pass,
            AgentSight agent,
            @Nullable String conversation,
            @Nullable PolicyDecision decision) {
        /// What let the message pass.
        PolicyDecision passed() {
            return Objects.requireNonNull(decision, "only what gives work is decided on");
        }

        /// The version that takes a new task.
        AgentRecord.Version taking() {
            return Objects.requireNonNull(agent.version(), "no work passes without a version");
        }
    }

    /// @throws A2aException UNAUTHENTICATED for a pass that does not hold; AGENT_NOT_FOUND for an agent that does not
    ///     exist or is not the caller's to see, the same in both cases; for a send, what [CallGate] says
    public Admitted admit(KafkaRequest request) {
        Pass pass = verified(request);
        AgentSight.Asker asker = new AgentSight.Asker(pass.caller(), pass.actor(), pass.teams());
        AgentSight agent = AgentSight.of(request.agent(), asker, agents).orElseThrow(() -> unknown(request.agent()));
        boolean work = request.operation() == Operation.SEND_MESSAGE
                || request.operation() == Operation.SEND_STREAMING_MESSAGE;
        Questions.Asking asking = new Questions.Asking(asker, pass.roles(), pass.actors());
        if (!work) {
            return new Admitted(pass, agent, null, null);
        }
        AgentRecord.Canary canary = agent.canary().orElse(null);
        if (canary == null) {
            return new Admitted(pass, agent, null, passed(agent, asking, request));
        }
        String conversation = conversation(request);
        AgentSight taking = canary.takes(conversation) ? agent.by(canary, agents) : agent;
        return new Admitted(pass, taking, conversation, passed(taking, asking, request));
    }

    private PolicyDecision passed(AgentSight agent, Questions.Asking asking, KafkaRequest request) {
        return gate.pass(agent, asking, () -> unknown(request.agent()));
    }

    /// The conversation that a message belongs to, or a new one.
    private static String conversation(KafkaRequest request) {
        String context =
                A2aJson.read(request.body(), SendMessageRequest.class).message().contextId();
        return context == null || context.isEmpty() ? TaskIds.next().toString() : context;
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
