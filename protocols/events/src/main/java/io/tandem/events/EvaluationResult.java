package io.tandem.events;

import java.time.Instant;

/// The verdict on one version, on `evaluation.results`.
///
/// @param digest the version's digest: a result counts for exactly these bytes
/// @param model what answered during the evaluation
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
        Instant at) {
    public static final int SCHEMA = 1;
}
