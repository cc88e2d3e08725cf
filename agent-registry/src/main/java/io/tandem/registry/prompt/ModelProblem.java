package io.tandem.registry.prompt;

import io.tandem.kit.problem.ProblemKind;

/// What can go wrong when the model is asked.
public enum ModelProblem implements ProblemKind {
    MODEL_UNAVAILABLE("model-unavailable", "No language model answers", 503),
    MODEL_UNUSABLE("model-answer-unusable", "The language model did not give a usable answer", 502);

    private final Row row;

    ModelProblem(String slug, String title, int status) {
        this.row = new Row(slug, title, status, true);
    }

    @Override
    public Row row() {
        return row;
    }
}
