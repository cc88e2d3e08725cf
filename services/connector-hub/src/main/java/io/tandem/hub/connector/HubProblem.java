package io.tandem.hub.connector;

import io.tandem.kit.problem.ProblemKind;

/// What can be wrong with a request about connectors and tools.
public enum HubProblem implements ProblemKind {
    TOOL_SUSPICIOUS(
            "tool-suspicious", "The tool hides something or looks like another, and nobody may approve it", 409),
    SANDBOX_MISSING("sandbox-missing", "No program can be run in a sandbox here", 409),
    AUTHORIZATION_UNFIT("authorization-unfit", "The server or its authorization server cannot be used for grants", 409),
    NOT_CONNECTED("not-connected", "The person has not connected the server", 409),
    INSUFFICIENT_SCOPE("insufficient-scope", "What the person granted at the server does not reach far enough", 409);

    private final Row row;

    HubProblem(String slug, String title, int status) {
        this.row = new Row(slug, title, status, false);
    }

    @Override
    public Row row() {
        return row;
    }
}
