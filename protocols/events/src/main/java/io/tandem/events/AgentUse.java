package io.tandem.events;

import java.time.Instant;
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
        Instant at) {
    public static final int SCHEMA = 1;

    public AgentUse {
        toolsThen = Map.copyOf(toolsThen);
        toolsNow = Map.copyOf(toolsNow);
    }
}
