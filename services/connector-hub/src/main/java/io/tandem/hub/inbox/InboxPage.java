package io.tandem.hub.inbox;

import io.tandem.hub.approval.Approval;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// One page of a view of what waits, soonest due first, and how much waits in each view.
///
/// @param nextPageToken empty on the last page
@Schema(name = "ApprovalInbox")
public record InboxPage(List<Approval> items, String nextPageToken, Counts counts) {
    public InboxPage {
        items = List.copyOf(items);
    }

    /// What waits, whatever the page was filtered by.
    ///
    /// @param assigned what the caller takes care of
    /// @param team what the caller's teams and grants let them look at, and somebody else asked for
    /// @param unassigned of those, what nobody takes care of
    /// @param submitted what the caller asked for
    /// @param overdue of the team's, what is past the time at which a decision was wanted
    @Schema(name = "ApprovalCounts")
    public record Counts(int assigned, int team, int unassigned, int submitted, int overdue) {}

    /// Which of them.
    public enum View {
        assigned,
        team,
        unassigned,
        submitted
    }
}
