package io.tandem.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The verdict on one version, on `evaluation.results`.
///
/// @param digest the version's digest: a result counts for exactly these bytes
/// @param passed whether the version may go on
/// @param model what answered during the evaluation
/// @param against the version that was active and answered the same cases; null where there was none to compare with
/// @param verdict BETTER, NO_WORSE, WORSE or NOT_ENOUGH_DATA; null without a comparison
/// @param sentence the result in one sentence
/// @param counts whether it counts at the gate: false where somebody asked for fewer repeats than the definition
///     does, or for a comparison with another version than the active one; null in older records, which count
public record EvaluationResult(
        int schema,
        String evaluationId,
        String agent,
        String version,
        String digest,
        String team,
        boolean passed,
        int cases,
        int passedCases,
        double passRate,
        String model,
        @Nullable String against,
        @Nullable String verdict,
        @Nullable String sentence,
        @Nullable Boolean counts,
        Instant at) {
    public static final int SCHEMA = 1;
}
