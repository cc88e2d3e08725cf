package io.tandem.kit.refusal;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.events.AgentRecord;
import io.tandem.events.AgentSight;
import io.tandem.events.PolicyDecision;
import io.tandem.policy.Halts;
import io.tandem.policy.PolicyBook;
import io.tandem.policy.Questions;
import java.util.Map;
import java.util.function.Supplier;

/// Whether somebody may give an agent work: there has to be a version that takes any, and the policies of its team
/// decide; the same at the edge and in the runtime.
public final class CallGate {
    private static final String HALTED = "tandem/halted";
    private static final String SUSPENDED = "tandem/agent-suspended";
    private static final String NOT_PERMITTED = "none";

    private final PolicyBook policies;
    private final Halts halts;

    public CallGate(PolicyBook policies, Halts halts) {
        this.policies = policies;
        this.halts = halts;
    }

    /// @param unknown what is told of an agent that does not exist
    /// @return the decision that let the caller pass
    /// @throws A2aException why not, with the problem's name
    public PolicyDecision pass(AgentSight sight, Questions.Asking asking, Supplier<A2aException> unknown) {
        AgentRecord.Version version = sight.version();
        if (version == null || sight.standing() == AgentSight.Standing.INACTIVE) {
            throw unknown.get();
        }
        if (sight.standing() == AgentSight.Standing.RETIRED) {
            throw refusal(sight, A2aError.UNSUPPORTED_OPERATION, sight.standing());
        }
        PolicyDecision decision =
                policies.decide(sight.agent().team(), Questions.agentCall(version, sight.agent(), asking, halts));
        if (decision.outcome() == PolicyDecision.Outcome.ALLOW) {
            return decision;
        }
        PolicyDecision.Reason first = decision.because().getFirst();
        throw switch (first.policy()) {
            case HALTED -> halted(sight, first);
            case SUSPENDED -> refusal(sight, A2aError.UNAVAILABLE, AgentSight.Standing.SUSPENDED);
            case NOT_PERMITTED -> refusal(sight, A2aError.PERMISSION_DENIED, AgentSight.Standing.NOT_GRANTED);
            default -> denied(sight, first);
        };
    }

    private static A2aException refusal(AgentSight sight, A2aError error, AgentSight.Standing standing) {
        return new A2aException(
                error, sight.reason(standing), Map.of("agent", sight.name(), "problem", standing.problem()));
    }

    private static A2aException halted(AgentSight sight, PolicyDecision.Reason reason) {
        return new A2aException(
                A2aError.UNAVAILABLE,
                reason.says(),
                Map.of("agent", sight.name(), "problem", "halted", "policy", reason.policy()));
    }

    private static A2aException denied(AgentSight sight, PolicyDecision.Reason reason) {
        String change = reason.change() == null ? "" : " It can be changed by " + reason.change() + ".";
        return new A2aException(
                A2aError.PERMISSION_DENIED,
                "policy-denied: " + reason.says() + change,
                Map.of("agent", sight.name(), "problem", "policy-denied", "policy", reason.policy()));
    }
}
