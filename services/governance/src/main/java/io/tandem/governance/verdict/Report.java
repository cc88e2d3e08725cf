package io.tandem.governance.verdict;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.Money;
import io.tandem.governance.check.CheckResult;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What came of an evaluation, for people and programs.
///
/// @param passed whether the version may go on
/// @param verdict null where there was no version to compare with
/// @param headline the result in one sentence
/// @param reasons why it is kept back, or what else to know, in plain words
/// @param repeat how often each case ran
/// @param active the version that it was compared with
/// @param tier where one version was asked on both tiers: which one is proposed, and why
@Schema(name = "EvaluationReport")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(
        boolean passed,
        @Nullable Verdict verdict,
        String headline,
        List<String> reasons,
        int repeat,
        Side candidate,
        @Nullable Side active,
        @Nullable Difference difference,
        List<CaseLine> cases,
        @Nullable TierAdvice tier) {
    public Report {
        reasons = List.copyOf(reasons);
        cases = List.copyOf(cases);
    }

    /// The same with a proposal, whose sentence becomes the headline.
    Report with(TierAdvice advice) {
        return new Report(
                passed, verdict, advice.sentence(), reasons, repeat, candidate, active, difference, cases, advice);
    }

    /// How one version did.
    ///
    /// @param cases of which each run passed (pass^k); the interval is over cases
    /// @param runs single runs that passed; the interval is over runs, too narrow where a case always goes one way
    /// @param seconds within which nine of ten runs ended
    /// @param cost of one run on average; null if no model was called or currencies differ
    @Schema(name = "EvaluationSide")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Side(
            String version,
            Share cases,
            Share runs,
            double seconds,
            @Nullable Money cost) {}

    /// The new version less the active one, in shares of passed cases, with its 95 % interval.
    ///
    /// @param value -1 to 1
    /// @param gained cases that pass now and did not before
    /// @param lost cases that passed before and do not now
    /// @param p of McNemar's exact test
    /// @param margin by how much it may be lower and still count as no worse
    @Schema(name = "EvaluationDifference")
    public record Difference(double value, double low, double high, int gained, int lost, double p, double margin) {}

    /// One case, side by side.
    ///
    /// @param passedRuns of the new version
    /// @param activePassedRuns of the active version
    /// @param answer of the new version: of its first run that failed, else of its first
    /// @param reason why that run failed
    /// @param taskId where every step of that run can be read
    /// @param judged what judges said of that answer; null where none was asked
    /// @param activeJudged what they said of the active version's
    @Schema(name = "EvaluationCaseLine")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CaseLine(
            String caseId,
            String input,
            boolean critical,
            boolean mustRefuse,
            int passedRuns,
            @Nullable Integer activePassedRuns,
            Change change,
            String answer,
            @Nullable String activeAnswer,
            @Nullable String reason,
            @Nullable String taskId,
            @Nullable String activeTaskId,
            @Nullable List<CheckResult> judged,
            @Nullable List<CheckResult> activeJudged) {}

    /// What became of a case.
    public enum Change {
        BETTER,
        SAME,
        WORSE,
        /// There is nothing to compare with.
        ALONE
    }
}
