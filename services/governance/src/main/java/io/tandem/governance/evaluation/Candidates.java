package io.tandem.governance.evaluation;

import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.kit.problem.ProblemException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Versions that can be asked, and the one that each is compared with.
final class Candidates {
    private static final String NOBODY = "none";

    private final Function<String, Optional<AgentRecord>> agents;

    /// @param agents the view of `registry.agents` by key
    Candidates(Function<String, Optional<AgentRecord>> agents) {
        this.agents = agents;
    }

    /// On which tier a version answers.
    AgentDefinition.Tier tier(AgentTasks.Target target) {
        return version(target.agent(), target.version())
                .map(AgentRecord.Version::answersOn)
                .orElse(AgentDefinition.Tier.fast);
    }

    /// The version that somebody wants to compare with.
    ///
    /// @param asked null for the active one, `none` for no comparison
    /// @throws ProblemException INVALID_REQUEST, or an [EvaluationProblem]
    @Nullable
    String against(AgentRecord.Version version, @Nullable String asked, @Nullable String active) {
        if (asked == null) {
            return active;
        }
        if (asked.equals(NOBODY)) {
            return null;
        }
        String number = asked.startsWith(version.name() + "@")
                ? asked.substring(version.name().length() + 1)
                : asked;
        AgentRecord.Version other = version(version.name(), number)
                .orElseThrow(() -> ProblemException.invalid(
                        "against", "There is no version " + asked + " of " + version.name() + " to compare with."));
        if (other.version().equals(version.version())) {
            throw ProblemException.invalid("against", "It is the version that is evaluated; name another one.");
        }
        checkAskable(other);
        return other.version();
    }

    /// The active version, which a new one is compared with; null where there is none, or where it takes no tasks.
    @Nullable
    String comparedWith(AgentRecord.Version version) {
        return agents.apply(version.name())
                .filter(AgentRecord.Pointer.class::isInstance)
                .map(AgentRecord.Pointer.class::cast)
                .filter(pointer -> !pointer.suspended())
                .map(AgentRecord.Pointer::activeVersion)
                .filter(active -> !active.equals(version.version()))
                .orElse(null);
    }

    Optional<AgentRecord.Version> version(String agent, String number) {
        return agents.apply(agent + "@" + number).flatMap(AgentRecord::asVersion);
    }

    /// @throws ProblemException NOT_NOW
    static void checkAskable(AgentRecord.Version version) {
        switch (version.state()) {
            case TRIAL, DRAFT, IN_EVALUATION, IN_REVIEW, CANARY, ACTIVE, DEPRECATED -> {}
            case RETIRED, REJECTED, SUSPENDED ->
                throw new ProblemException(EvaluationProblem.NOT_NOW, version.key() + " is " + version.state() + ".");
        }
    }
}
