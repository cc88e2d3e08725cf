package io.tandem.governance.canary;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.Money;
import io.tandem.governance.verdict.Share;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How one version did on real runs since the canary began. Runs that somebody stopped are left out.
///
/// @param well of the runs that ended, those that neither failed nor were refused, and whose result nobody rejected;
///     with its 95 % interval
/// @param disliked results that somebody rejected
/// @param liked results that somebody accepted
/// @param cost of one run on average; null if no model was called or currencies differ
/// @param seconds from the beginning to the end, the middle run (p50)
/// @param tools calls by tool
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
        Map<String, Integer> tools) {
    public CanarySide {
        tools = Map.copyOf(tools);
    }

    int runs() {
        return well.of();
    }

    int wrong() {
        return well.of() - well.passed();
    }

    double wrongShare() {
        return runs() == 0 ? 0 : (double) wrong() / runs();
    }
}
