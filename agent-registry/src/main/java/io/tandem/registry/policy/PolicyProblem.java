package io.tandem.registry.policy;

import io.tandem.kit.problem.ProblemKind;

/// What can be wrong with a request about policies.
public enum PolicyProblem implements ProblemKind {
    TEAM_NOT_FOUND("policy-team-not-found", "There is no such team", 404),
    REVISION_NOT_FOUND("policy-revision-not-found", "There is no such revision of the team's policies", 404),
    TEXT_INVALID("policy-invalid", "The policies cannot be put in force as they are", 400),
    CASES_FAILED("policy-cases-failed", "The policies do not decide their own cases as expected", 422),
    NOT_YOURS("policy-not-yours", "You may not do this with this team's policies", 403),
    MOVE_NOT_POSSIBLE("policy-move-not-possible", "The revision cannot go there from where it is", 409),
    FOUR_EYES("policy-four-eyes", "Another person than the author decides on policies", 403);

    private final Row row;

    PolicyProblem(String slug, String title, int status) {
        this.row = new Row(slug, title, status, false);
    }

    @Override
    public Row row() {
        return row;
    }
}
