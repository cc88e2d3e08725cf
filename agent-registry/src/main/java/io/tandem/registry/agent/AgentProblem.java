package io.tandem.registry.agent;

import io.tandem.kit.problem.ProblemKind;

/// What can be wrong with a request about an agent.
public enum AgentProblem implements ProblemKind {
    AGENT_NOT_FOUND("agent-not-found", "There is no such agent", 404),
    NAME_TAKEN("agent-name-taken", "Another agent has this name", 409),
    NAME_FIXED("agent-name-fixed", "An agent keeps its name and changes its team by a transfer", 400),
    TEAM_NOT_YOURS("team-not-yours", "You may do this only for your own teams", 403),
    RIGHT_MISSING("right-missing", "You may not do this with this agent", 403),
    BUILT_IN("agent-built-in", "A built-in agent stands outside the lifecycle", 409),
    DRAFT_CHANGED("draft-changed", "Somebody changed the draft since you read it", 412),
    PRECONDITION_REQUIRED("precondition-required", "Say which draft you read, by the header If-Match", 428),
    TOOL_NOT_HELD("tool-not-held", "The team does not hold this tool", 403),
    PEER_UNKNOWN("peer-unknown", "There is no such agent to call", 400),
    GRANT_INVALID("grant-invalid", "This grant cannot be given", 400),
    GRANT_NOT_FOUND("grant-not-found", "There is no such grant", 404);

    private final Row row;

    AgentProblem(String slug, String title, int status) {
        this.row = new Row(slug, title, status, false);
    }

    @Override
    public Row row() {
        return row;
    }
}
