package io.tandem.registry.design;

import io.tandem.kit.problem.ProblemKind;

/// What can be wrong with a request about a design.
public enum DesignProblem implements ProblemKind {
    DESIGN_NOT_FOUND("design-not-found", "There is no such design");

    private static final int NOT_FOUND = 404;

    private final Row row;

    DesignProblem(String slug, String title) {
        this.row = new Row(slug, title, NOT_FOUND, false);
    }

    @Override
    public Row row() {
        return row;
    }
}
