package io.tandem.registry.definition;

import io.tandem.kit.problem.ProblemKind;

/// What can be wrong with a definition.
public enum DefinitionProblem implements ProblemKind {
    DEFINITION_INVALID("definition-invalid", "The agent definition is not valid"),
    DEFINITION_UNREADABLE("definition-unreadable", "The agent definition cannot be read"),
    CASES_INVALID("cases-invalid", "The evaluation cases do not show that the agent works");

    private static final int BAD_REQUEST = 400;

    private final String slug;
    private final String title;

    DefinitionProblem(String slug, String title) {
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
        return BAD_REQUEST;
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
