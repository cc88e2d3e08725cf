package io.tandem.governance.evaluation;

import io.tandem.kit.problem.ProblemKind;

/// Why a version is not evaluated.
public enum EvaluationProblem implements ProblemKind {
    NO_CASES("evaluation-without-cases", "This version has no evaluation cases", 409),
    NOT_NOW("version-takes-no-tasks", "A version in this state is not evaluated", 409);

    private final String slug;
    private final String title;
    private final int status;

    EvaluationProblem(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
