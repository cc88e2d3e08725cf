package io.tandem.registry.design;

import io.tandem.kit.problem.ProblemKind;

/// What can go wrong with a design.
public enum DesignProblem implements ProblemKind {
    DESIGN_NOT_FOUND("design-not-found", "There is no such design", 404, false),
    MODEL_UNAVAILABLE("model-unavailable", "No language model answers", 503, true),
    MODEL_UNUSABLE("model-answer-unusable", "The language model did not give a usable answer", 502, true);

    private final String slug;
    private final String title;
    private final int status;
    private final boolean retryable;

    DesignProblem(String slug, String title, int status, boolean retryable) {
        this.slug = slug;
        this.title = title;
        this.status = status;
        this.retryable = retryable;
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
        return retryable;
    }
}
