package io.tandem.governance.canary;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.CanaryStanding.Decision;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A canary as the API tells it.
///
/// @param share of conversations that it answers, in percent
/// @param baseline the version that was active when it began
/// @param minimumRuns of each version before anything is said for it
/// @param automatic whether it becomes active by itself once it is found good
/// @param sentence how it stands, in words
/// @param sides the canary, then the other version; empty before the first look
/// @param endedAt when it was made active, stopped or taken back; absent while it goes on
@Schema(name = "Canary")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WatchedCanary(
        String agent,
        String version,
        Instant since,
        String team,
        String baseline,
        int share,
        int minimumRuns,
        boolean automatic,
        Decision decision,
        String sentence,
        List<CanarySide> sides,
        Instant lookedAt,
        @Nullable Instant endedAt) {
    public WatchedCanary {
        sides = List.copyOf(sides);
    }
}
