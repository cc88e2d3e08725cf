package io.tandem.hub.approval;

import io.tandem.kit.problem.ProblemKind;

/// Why an approval is not decided.
public enum ApprovalProblem implements ProblemKind {
    WITHDRAWN("approval-withdrawn", "The task that asked for this call has ended", 409),
    CHANGED("approval-changed", "This is not the call that you were shown", 409),
    TAKEN("approval-taken", "Somebody else takes care of this", 409),
    NO_APPROVER("not-an-approver", "This person cannot be given the approval", 422),
    EDIT_REFUSED("edit-refused", "The call with these arguments is not allowed", 422),
    BULK_REFUSED("bulk-refused", "These are not decided together", 422);

    private final Row row;

    ApprovalProblem(String slug, String title, int status) {
        this.row = new Row(slug, title, status, false);
    }

    @Override
    public Row row() {
        return row;
    }
}
