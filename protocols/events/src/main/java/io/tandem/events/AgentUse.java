package io.tandem.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an agent is used, on `agent.use`; runs of evaluations do not count.
///
/// @param agent as it stands in tasks, known to the registry or not
/// @param lastUse when its newest task began
/// @param tasks begun in the last 30 days
/// @param cost of models in the last 30 days; null where none was called
/// @param toolsThen calls by tool in the first 28 days of its use
/// @param toolsNow calls by tool in the last 7 days; empty until the first 28 days are over
/// @param manner how the active version does now beside how it did at first; null before there are runs enough
/// @param scored the same of its runs that were scored, with [Figure#FELL_SHORT] alone
/// @param at when this was counted
public record AgentUse(
        int schema,
        String agent,
        String team,
        Instant lastUse,
        int tasks,
        @Nullable Money cost,
        Map<String, Integer> toolsThen,
        Map<String, Integer> toolsNow,
        @Nullable Manner manner,
        @Nullable Manner scored,
        Instant at) {
    public static final int SCHEMA = 1;

    /// The first runs of a version, and its newest.
    ///
    /// @param runsThen how many runs each first figure is of
    /// @param runsNow how many runs each newest figure is of
    public record Manner(String version, int runsThen, int runsNow, List<Shift> shifts) {
        public Manner {
            shifts = List.copyOf(shifts);
        }
    }

    /// A figure then and now.
    ///
    /// @param chance how likely so large a difference is where nothing has changed (p, two-sided)
    public record Shift(Figure figure, double then, double now, double chance) {}

    public enum Figure {
        /// Share of runs that failed.
        FAILED,
        /// Share of runs that the agent refused.
        REFUSED,
        /// What the middle run cost, in the currency of [AgentUse#cost()].
        COST,
        /// How long the middle run took, in seconds, waits for people included.
        SECONDS,
        /// How many tokens the models wrote in the middle run.
        LENGTH,
        /// Share of scored runs that fell short of a check.
        FELL_SHORT
    }

    public AgentUse {
        toolsThen = Map.copyOf(toolsThen);
        toolsNow = Map.copyOf(toolsNow);
    }
}
