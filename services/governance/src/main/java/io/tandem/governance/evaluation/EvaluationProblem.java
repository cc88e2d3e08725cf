package io.tandem.governance.evaluation;

import io.tandem.kit.problem.ProblemKind;

/// Why a version is not evaluated.
public enum EvaluationProblem implements ProblemKind {
    NO_CASES("evaluation-without-cases", "This version has no evaluation cases", 409),
    NOT_NOW("version-takes-no-tasks", "A version in this state is not evaluated", 409);

    private final Row row;

    EvaluationProblem(String slug, String title, int status) {
        this.row = new Row(slug, title, status, false);
    }

    @Override
    public Row row() {
        return row;
    }
}
