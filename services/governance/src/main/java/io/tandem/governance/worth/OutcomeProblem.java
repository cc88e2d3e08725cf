package io.tandem.governance.worth;

import io.tandem.kit.problem.ProblemKind;

/// Why nothing can be said of a result.
public enum OutcomeProblem implements ProblemKind {
    NOT_ENDED("task-not-ended", "This task has not come to such an end", 409),
    PART_OF_ANOTHER("task-part-of-another", "This task is a part of another one", 409),
    NOTHING_TO_REOPEN("nothing-to-reopen", "Nothing was said of this task's result", 409);

    private final Row row;

    OutcomeProblem(String slug, String title, int status) {
        this.row = new Row(slug, title, status, false);
    }

    @Override
    public Row row() {
        return row;
    }
}
