package io.tandem.governance.worth;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What agents are worth, by agent, team or month.
///
/// @param assumptions what it is reckoned with
/// @param missing agents with accepted results and no assumption: nothing is counted for them
public record Worth(List<Line> items, List<Assumption> assumptions, List<String> missing) {
    public Worth {
        items = List.copyOf(items);
        assumptions = List.copyOf(assumptions);
        missing = List.copyOf(missing);
    }

    /// One agent, team or month.
    ///
    /// @param tasks that people asked for
    /// @param accepted of them; nothing else saves time here
    /// @param saved minutes saved, at the rate of each agent; null without an assumption
    /// @param cost of models and tools, for all tasks, accepted or not; without evaluations
    /// @param worth saved less cost; null where either is not known in one currency
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            String key,
            int tasks,
            int accepted,
            int rejected,
            double minutesSaved,
            @Nullable Money saved,
            @Nullable Money cost,
            @Nullable Money worth) {}
}
