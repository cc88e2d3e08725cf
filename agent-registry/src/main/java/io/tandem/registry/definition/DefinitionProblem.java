package io.tandem.registry.definition;

import io.tandem.kit.problem.ProblemKind;

/// What can be wrong with a definition.
public enum DefinitionProblem implements ProblemKind {
    DEFINITION_INVALID("definition-invalid", "The agent definition is not valid"),
    DEFINITION_UNREADABLE("definition-unreadable", "The agent definition cannot be read"),
    CASES_INVALID("cases-invalid", "The evaluation cases do not show that the agent works");

    private static final int BAD_REQUEST = 400;

    private final Row row;

    DefinitionProblem(String slug, String title) {
        this.row = new Row(slug, title, BAD_REQUEST, false);
    }

    @Override
    public Row row() {
        return row;
    }
}
