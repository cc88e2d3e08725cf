package io.tandem.hub.approval;

import io.tandem.kit.problem.ProblemKind;

/// Why an approval is not decided.
public enum ApprovalProblem implements ProblemKind {
    WITHDRAWN("approval-withdrawn", "The task that asked for this call has ended", 409);

    private final Row row;

    ApprovalProblem(String slug, String title, int status) {
        this.row = new Row(slug, title, status, false);
    }

    @Override
    public Row row() {
        return row;
    }
}
