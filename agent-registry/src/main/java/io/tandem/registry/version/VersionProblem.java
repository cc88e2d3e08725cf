package io.tandem.registry.version;

import io.tandem.kit.problem.ProblemKind;

/// What can be wrong with a request about a version.
public enum VersionProblem implements ProblemKind {
    VERSION_NOT_FOUND("version-not-found", "There is no such version", 404),
    TRANSITION_NOT_POSSIBLE("transition-not-possible", "The version cannot go there from where it is", 409),
    TRANSITION_NOT_YOURS("transition-not-yours", "Somebody in another role makes this move", 403),
    DENIED_BY_POLICY("denied-by-policy", "A policy of the team forbids this move", 403),
    FOUR_EYES("four-eyes", "Who wrote a version does not decide about it", 403),
    EVALUATION_NOT_PASSED("evaluation-not-passed", "The version has not passed its evaluation", 409),
    EVALUATION_STALE("evaluation-stale", "The result of its evaluation says nothing any more", 409),
    NO_CANARY_NOW("no-canary-now", "The version cannot go live for a share of the calls now", 409);

    private final Row row;

    VersionProblem(String slug, String title, int status) {
        this.row = new Row(slug, title, status, false);
    }

    @Override
    public Row row() {
        return row;
    }
}
