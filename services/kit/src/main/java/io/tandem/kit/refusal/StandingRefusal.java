package io.tandem.kit.refusal;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.events.AgentSight;
import java.util.Map;
import java.util.Optional;

/// Why an agent takes no new task from somebody who sees it, as an A2A error; the same from every service.
public final class StandingRefusal {
    private StandingRefusal() {}

    /// @param unknown what is told of an agent that does not exist; an inactive one is told of in the same words
    /// @return nothing where the task is taken; else an error with the standing's problem
    public static Optional<A2aException> of(AgentSight agent, A2aException unknown) {
        return switch (agent.standing()) {
            case TAKES_TASKS -> Optional.empty();
            case INACTIVE -> Optional.of(unknown);
            case NOT_GRANTED -> Optional.of(refusal(agent, A2aError.PERMISSION_DENIED));
            case SUSPENDED -> Optional.of(refusal(agent, A2aError.UNAVAILABLE));
            case RETIRED -> Optional.of(refusal(agent, A2aError.UNSUPPORTED_OPERATION));
        };
    }

    private static A2aException refusal(AgentSight agent, A2aError error) {
        return new A2aException(
                error,
                agent.reason(),
                Map.of("agent", agent.name(), "problem", agent.standing().problem()));
    }
}
