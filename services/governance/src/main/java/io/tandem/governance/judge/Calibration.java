package io.tandem.governance.judge;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.AgentDefinition.Tier;
import io.tandem.governance.check.Judgement.Said;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One comparison of a judge with people's labels.
///
/// @param problem why it was given up
/// @param model that judged; null until it is done
/// @param of how many answers there are
/// @param done how many of them are judged
/// @param result null until it is done
@Schema(name = "JudgeCalibration")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Calibration(
        String id,
        Tier tier,
        State state,
        @Nullable String problem,
        @Nullable String model,
        int of,
        int done,
        String askedBy,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable Result result) {

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        GIVEN_UP
    }

    /// @param kappa Cohen's kappa
    /// @param low of its 95 % interval
    /// @param undecided of the judge's answers; they count as a no
    /// @param judged each labelled answer, by its label's id
    @Schema(name = "JudgeCalibrationResult")
    public record Result(
            Agreement agreement, double kappa, double low, double high, int undecided, List<Judged> judged) {
        public Result {
            judged = List.copyOf(judged);
        }

        static Result of(List<Judged> judged) {
            Agreement agreement = Agreement.NONE;
            for (Judged one : judged) {
                agreement = agreement.and(one.said() == Said.PASS, one.meets());
            }
            double[] interval = agreement.interval();
            return new Result(
                    agreement,
                    agreement.kappa(),
                    interval[0],
                    interval[1],
                    (int) judged.stream()
                            .filter(one -> one.said() == Said.UNDECIDED)
                            .count(),
                    judged);
        }
    }

    /// @param meets what people say
    @Schema(name = "JudgedLabel")
    public record Judged(String label, boolean meets, Said said, String reason) {}

    /// What it is about, to work on it and to see later whether it still is.
    record Basis(String rubricHash, String labelsHash) {}
}
