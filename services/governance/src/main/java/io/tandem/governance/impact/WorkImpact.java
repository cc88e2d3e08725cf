package io.tandem.governance.impact;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Work that a halt would hit. A halt of a tool or connector stops no task; its agents lose the tool while they run.
///
/// @param running tasks that have not ended, by agent
/// @param waiting other agents' tasks that wait for one of those
/// @param callers who asked for a task since a day ago
@Schema(name = "WorkImpact")
public record WorkImpact(Counted running, Counted waiting, Counted callers) {
    /// How many, and the first by name with how many each.
    @Schema(name = "WorkImpactCounted")
    public record Counted(int count, List<Share> first) {}

    @Schema(name = "WorkImpactShare")
    public record Share(String name, int count) {}
}
