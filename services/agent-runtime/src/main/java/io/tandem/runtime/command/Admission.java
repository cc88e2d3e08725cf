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
import org.jspecify.annotations.Nullable;

/// Decides whether a caller may reach an agent, from the pass and this service's own view of grants. Everything that is
/// not plainly allowed is refused.
public final class Admission {
    private final PassVerifier passes;
    private final Function<String, Optional<AgentRecord>> agents;
    private final CallGate gate;
    private final Refusing refusing;
    private final UsedPasses used = new UsedPasses();

    /// @param agents the view of `registry.agents` by key
    public Admission(
            PassVerifier passes, Function<String, Optional<AgentRecord>> agents, CallGate gate, Refusing refusing) {
        this.passes = passes;
        this.agents = agents;
        this.gate = gate;
        this.refusing = refusing;
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

    /// @param at where the request was read
    /// @throws PassRefusal for a pass that does not hold
    /// @throws A2aException AGENT_NOT_FOUND for an agent that does not exist or is not the caller's to see, the
    ///     same in both cases; for a send, what [CallGate] says
    Admitted admit(KafkaRequest request, UsedPasses.Position at) throws PassRefusal {
        Pass pass = passes.verify(request.pass(), nameOf(request.agent()), request.digest());
        used.use(pass, at);
        AgentSight.Asker asker = new AgentSight.Asker(pass.caller(), pass.actor(), pass.teams());
        AgentSight agent = AgentSight.of(request.agent(), asker, agents).orElseThrow(() -> {
            agents.apply(nameOf(request.agent()))
                    .ifPresent(there -> refusing.hidden(pass.caller(), request.agent(), there.team()));
            return unknown(request.agent());
        });
        boolean work = request.operation() == Operation.SEND_MESSAGE
                || request.operation() == Operation.SEND_STREAMING_MESSAGE;
        if (!work) {
            return new Admitted(pass, agent, null, null);
        }
        AgentRecord.Canary canary = agent.canary().orElse(null);
        if (canary == null) {
            return new Admitted(pass, agent, null, passed(agent, pass, asker, request));
        }
        String conversation = conversation(request);
        AgentSight taking = canary.takes(conversation) ? agent.by(canary, agents) : agent;
        return new Admitted(pass, taking, conversation, passed(taking, pass, asker, request));
    }

    /// The conversation that a message belongs to, or a new one.
    private static String conversation(KafkaRequest request) {
        String context =
                A2aJson.read(request.body(), SendMessageRequest.class).message().contextId();
        return context == null || context.isEmpty() ? TaskIds.next().toString() : context;
    }

    private PolicyDecision passed(AgentSight agent, Pass pass, AgentSight.Asker asker, KafkaRequest request) {
        try {
            Questions.Asking asking = new Questions.Asking(asker, pass.roles(), pass.actors());
            return gate.pass(agent, asking, () -> unknown(request.agent()));
        } catch (A2aException e) {
            refusing.refused(pass.caller(), agent.name(), agent.agent().team(), e);
            throw e;
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
