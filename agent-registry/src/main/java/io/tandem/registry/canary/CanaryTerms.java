package io.tandem.registry.canary;

import io.tandem.kit.problem.ProblemException;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How a canary runs, as it is asked for; what is left out is usual.
///
/// @param share of conversations in percent, 1 to 50; 10 where left out
/// @param minimumRuns of each version before anything is said for it, 5 to 10000; 30 where left out
/// @param automatic whether it becomes active by itself once it is found good; else somebody decides
@Schema(name = "CanaryTerms")
public record CanaryTerms(
        @Nullable Integer share,
        @Nullable Integer minimumRuns,
        @Nullable Boolean automatic) {
    private static final int USUAL_SHARE = 10;
    private static final int LARGEST_SHARE = 50;
    private static final int USUAL_RUNS = 30;
    private static final int FEWEST_RUNS = 5;
    private static final int MOST_RUNS = 10_000;

    public static final CanaryTerms USUAL = new CanaryTerms(null, null, null);

    int wantedShare() {
        return within("canary.share", Objects.requireNonNullElse(share, USUAL_SHARE), 1, LARGEST_SHARE);
    }

    int wantedRuns() {
        return within(
                "canary.minimumRuns", Objects.requireNonNullElse(minimumRuns, USUAL_RUNS), FEWEST_RUNS, MOST_RUNS);
    }

    boolean byItself() {
        return Boolean.TRUE.equals(automatic);
    }

    private static int within(String field, int value, int from, int to) {
        if (value < from || value > to) {
            throw ProblemException.invalid(field, "It is from " + from + " to " + to + ".");
        }
        return value;
    }
}
