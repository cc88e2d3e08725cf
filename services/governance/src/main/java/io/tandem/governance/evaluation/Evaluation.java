package io.tandem.governance.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.governance.check.Evidence;
import io.tandem.governance.verdict.Report;
import io.tandem.governance.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An evaluation of one version, as it is now.
///
/// @param digest the version's digest: the verdict counts for exactly these bytes
/// @param against the version that answers the same cases; null where there is none to compare with
/// @param counts whether it counts at the gate
/// @param model what answered, names joined by commas; null while nothing has
/// @param passed null until it is done
/// @param verdict null until it is done, and without a comparison
/// @param headline the result in one sentence
/// @param cases how many there are, each run `repeat` times
/// @param passRate share of the cases that are not critical which passed
/// @param doneRuns of [#runs], how many are done
/// @param problem why it does not go on at the moment, or why it was given up
/// @param report only where one evaluation is asked for, and once it is done
/// @param evidence each run of the version; only where one evaluation is asked for
/// @param againstEvidence each run of the other version
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evaluation(
        String id,
        String agent,
        String version,
        String digest,
        String team,
        String askedBy,
        @Nullable String against,
        boolean counts,
        State state,
        @Nullable String problem,
        @Nullable String model,
        @Nullable Boolean passed,
        @Nullable Verdict verdict,
        @Nullable String headline,
        int cases,
        int passedCases,
        @Nullable Double passRate,
        int runs,
        int doneRuns,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable Report report,
        @Nullable List<Evidence> evidence,
        @Nullable List<Evidence> againstEvidence) {

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        GIVEN_UP
    }

    /// Whose answer a run is.
    enum Side {
        candidate,
        active
    }

    /// One run that is done.
    record Run(Side side, Evidence evidence) {}

    /// What somebody asks for.
    ///
    /// @param tiers whether the version answers on both tiers; it is then `against` too
    /// @param trigger names what happened, such as one move of the version
    record Order(
            AgentRecord.Version version,
            AgentDefinition.Evaluation suite,
            @Nullable String against,
            boolean tiers,
            boolean counts,
            String trigger,
            String askedBy) {}

    /// What is needed to go on with it.
    record Work(
            String id,
            String agent,
            String version,
            String digest,
            String team,
            @Nullable String against,
            boolean tiers,
            boolean counts,
            AgentDefinition.Evaluation suite) {

        /// Whom to ask.
        AgentTasks.Target target(Side side) {
            return new AgentTasks.Target(agent, side == Side.candidate || against == null ? version : against, team);
        }

        /// On which tier; null for the version's own.
        AgentDefinition.@Nullable Tier tier(Side side) {
            return !tiers ? null : side == Side.candidate ? AgentDefinition.Tier.fast : AgentDefinition.Tier.deep;
        }

        /// How the report calls that side.
        String name(Side side) {
            String number = target(side).version();
            AgentDefinition.Tier tier = tier(side);
            return tier == null ? number : number + " on " + tier.name();
        }
    }

    /// The same with what each run was.
    Evaluation with(@Nullable Report whole, List<Run> done) {
        return new Evaluation(
                id,
                agent,
                version,
                digest,
                team,
                askedBy,
                against,
                counts,
                state,
                problem,
                model,
                passed,
                verdict,
                headline,
                cases,
                passedCases,
                passRate,
                runs,
                doneRuns,
                createdAt,
                finishedAt,
                whole,
                of(done, Side.candidate),
                against == null ? null : of(done, Side.active));
    }

    static List<Evidence> of(List<Run> done, Side side) {
        return done.stream()
                .filter(run -> run.side() == side)
                .map(Run::evidence)
                .toList();
    }
}
