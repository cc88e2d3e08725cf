package io.tandem.registry.overlap;

import io.tandem.kit.problem.ProblemKind;

/// What can be wrong with an agent beside the others.
public enum OverlapProblem implements ProblemKind {
    NEAR_DUPLICATE("near-duplicate", "There are agents much like this one", 409);

    private final Row row;

    OverlapProblem(String slug, String title, int status) {
        this.row = new Row(slug, title, status, false);
    }

    @Override
    public Row row() {
        return row;
    }
}
