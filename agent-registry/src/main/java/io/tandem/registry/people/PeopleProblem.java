package io.tandem.registry.people;

import io.tandem.kit.problem.ProblemKind;

/// What can go wrong when asking who exists.
public enum PeopleProblem implements ProblemKind {
    PERSON_UNKNOWN("person-unknown", "There is no such person", 400, false),
    PEOPLE_NOT_READABLE("people-not-readable", "The identity provider does not let Tandem look up people", 503, false),
    PEOPLE_UNAVAILABLE("people-unavailable", "The identity provider cannot be reached", 503, true);

    private final Row row;

    PeopleProblem(String slug, String title, int status, boolean retryable) {
        this.row = new Row(slug, title, status, retryable);
    }

    @Override
    public Row row() {
        return row;
    }
}
