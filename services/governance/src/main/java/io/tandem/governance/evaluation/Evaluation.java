package io.tandem.governance.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.AgentDefinition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An evaluation of one version, as it is now.
///
/// @param digest the version's digest: the verdict counts for exactly these bytes
/// @param model what answered, names joined by commas; null while nothing has
/// @param passed null until it is done
/// @param cases how many there are, each run `repeat` times
/// @param passRate share of the cases that need not be refused which passed
/// @param doneRuns of [#runs], how many are done
/// @param problem why it does not go on at the moment, or why it was given up
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evaluation(
        String id,
        String agent,
        String version,
        String digest,
        String team,
        String askedBy,
        State state,
        @Nullable String problem,
        @Nullable String model,
        @Nullable Boolean passed,
        int cases,
        int passedCases,
        @Nullable Double passRate,
        int runs,
        int doneRuns,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable List<Evidence> evidence) {

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        GIVEN_UP
    }

    /// What is needed to go on with it.
    record Work(String id, String agent, String version, String digest, String team, AgentDefinition.Evaluation suite) {
        AgentTasks.Target target() {
            return new AgentTasks.Target(agent, version, team);
        }
    }
}
