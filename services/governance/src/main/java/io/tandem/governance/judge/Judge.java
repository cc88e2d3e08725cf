package io.tandem.governance.judge;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.AgentDefinition.Tier;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A judge of a team, as it is now.
///
/// @param rubric what an answer has to meet
/// @param good labelled answers that meet it
/// @param bad labelled answers that do not
/// @param needed how many of each are asked for
/// @param onTiers how it stands on each tier
@Schema(name = "Judge")
public record Judge(
        String team,
        String name,
        String rubric,
        String changedBy,
        Instant changedAt,
        int good,
        int bad,
        int needed,
        List<OnTier> onTiers) {
    public Judge {
        onTiers = List.copyOf(onTiers);
    }

    /// @param counts whether the gate goes by it; else it is advice
    /// @param sentence why it counts, or what is missing
    /// @param calibration the newest; null before the first
    @Schema(name = "JudgeOnTier")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OnTier(
            Tier tier,
            boolean counts,
            String sentence,
            @Nullable Calibration calibration) {}
}
