package io.tandem.hub.approval;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Approvals that wait and that a halt would end or make useless.
///
/// @param first the longest waiting
@Schema(name = "ApprovalImpact")
public record WaitingImpact(int count, List<Waiting> first) {
    /// @param tool as `connector/tool`
    @Schema(name = "ApprovalImpactWaiting")
    public record Waiting(String id, String agent, String tool, String onBehalfOf) {}
}
