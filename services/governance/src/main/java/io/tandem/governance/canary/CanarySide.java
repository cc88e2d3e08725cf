package io.tandem.governance.canary;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.Money;
import io.tandem.governance.verdict.Share;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How one version did on real runs since the canary began. Runs that somebody stopped are left out.
///
/// @param well of the runs that ended, those that neither failed nor were refused, whose result nobody rejected, and
///     that fell short of no check where they were scored; with its 95 % interval
/// @param disliked results that somebody rejected
/// @param liked results that somebody accepted
/// @param cost of one run on average; null if no model was called or currencies differ
/// @param seconds from the beginning to the end, the middle run (p50)
/// @param tools calls by tool
/// @param scored of the runs that were scored by checks that both versions have, those that passed each of them
@Schema(name = "CanarySide")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CanarySide(
        String version,
        Share well,
        int failed,
        int refused,
        int disliked,
        int liked,
        @Nullable Money cost,
        double seconds,
        Map<String, Integer> tools,
        Share scored) {
    /// What was kept before runs were scored tells of none.
    public CanarySide {
        tools = Map.copyOf(tools);
        scored = Objects.requireNonNullElse(scored, Share.of(0, 0));
    }

    int runs() {
        return well.of();
    }

    int wrong() {
        return well.of() - well.passed();
    }

    int fellShort() {
        return scored.of() - scored.passed();
    }

    double fellShortShare() {
        return scored.of() == 0 ? 0 : (double) fellShort() / scored.of();
    }

    double wrongShare() {
        return runs() == 0 ? 0 : (double) wrong() / runs();
    }
}
