package io.tandem.governance.use;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.AgentUse.Manner;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How an agent's runs went, without evaluations and what somebody stopped.
///
/// @param currency of all costs; absent where no model was called
/// @param manner how the active version does now beside how it did at first; absent before it has runs enough
/// @param scored the same of its runs that were scored
/// @param days of the last 30, those on which runs began
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentRuns(
        String agent,
        @Nullable String currency,
        @Nullable Manner manner,
        @Nullable Manner scored,
        List<Day> days) {
    public AgentRuns {
        days = List.copyOf(days);
    }

    /// @param version the highest that answered on that day
    /// @param cost of the middle run
    /// @param seconds of the middle run
    /// @param length in tokens that models wrote in the middle run
    @Schema(name = "AgentRunsDay")
    public record Day(
            LocalDate day,
            String version,
            int runs,
            int failed,
            int refused,
            double cost,
            double seconds,
            double length) {}
}
