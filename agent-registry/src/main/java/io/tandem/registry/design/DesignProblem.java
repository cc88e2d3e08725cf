package io.tandem.registry.design;

import io.tandem.kit.problem.ProblemKind;

/// What can be wrong with a request about a design.
public enum DesignProblem implements ProblemKind {
    DESIGN_NOT_FOUND("design-not-found", "There is no such design");

    private static final int NOT_FOUND = 404;

    private final String slug;
    private final String title;

    DesignProblem(String slug, String title) {
        this.slug = slug;
        this.title = title;
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
        return NOT_FOUND;
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
