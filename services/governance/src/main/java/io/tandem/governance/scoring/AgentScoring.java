package io.tandem.governance.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.governance.verdict.Share;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How an agent's real runs were scored in the last 30 days.
///
/// @param share of its runs that is scored, in percent; 0 where that is turned off
/// @param runsADay how many are scored in one day at most
/// @param changedBy who said so; absent where nobody did
/// @param today how many are scored today, UTC
/// @param usedUp whether today's budget is; it goes on tomorrow
/// @param sentence how it stands, in words
/// @param versions newest first
/// @param fellShort the newest runs that did not pass each check
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentScoring(
        String agent,
        int share,
        int runsADay,
        @Nullable String changedBy,
        @Nullable Instant changedAt,
        int today,
        boolean usedUp,
        String sentence,
        List<Version> versions,
        List<Run> fellShort) {
    public AgentScoring {
        versions = List.copyOf(versions);
        fellShort = List.copyOf(fellShort);
    }

    /// @param passed of the scored runs, those that passed each check, with its 95 % interval
    /// @param days on which scored runs began
    @Schema(name = "ScoredVersion")
    public record Version(String version, Share passed, List<Day> days) {
        public Version {
            days = List.copyOf(days);
        }
    }

    @Schema(name = "ScoredDay")
    public record Day(LocalDate day, int scored, int passed) {}

    /// @param task where every step can be read, by who may
    /// @param checks those that it did not pass
    @Schema(name = "ScoredRun")
    public record Run(String task, String version, Instant began, List<String> checks) {
        public Run {
            checks = List.copyOf(checks);
        }
    }
}
