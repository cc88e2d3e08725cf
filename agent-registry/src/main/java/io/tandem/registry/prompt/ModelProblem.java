package io.tandem.registry.prompt;

import io.tandem.kit.problem.ProblemKind;

/// What can go wrong when the model is asked.
public enum ModelProblem implements ProblemKind {
    MODEL_UNAVAILABLE("model-unavailable", "No language model answers", 503),
    MODEL_UNUSABLE("model-answer-unusable", "The language model did not give a usable answer", 502);

    private final String slug;
    private final String title;
    private final int status;

    ModelProblem(String slug, String title, int status) {
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
        return true;
    }
}
