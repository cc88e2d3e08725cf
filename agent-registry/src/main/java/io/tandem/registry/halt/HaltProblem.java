package io.tandem.registry.halt;

import io.tandem.kit.problem.ProblemKind;

/// What can be wrong with a request about kill switches.
public enum HaltProblem implements ProblemKind {
    HALT_NOT_FOUND("halt-not-found", "There is no such halt in force", 404),
    TARGET_UNKNOWN("halt-target-unknown", "There is nothing of that name to halt", 422),
    NOT_YOURS("halt-not-yours", "You may not halt this, nor lift it", 403),
    IN_FORCE("halt-in-force", "It is halted already", 409);

    private final Row row;

    HaltProblem(String slug, String title, int status) {
        this.row = new Row(slug, title, status, false);
    }

    @Override
    public Row row() {
        return row;
    }
}
