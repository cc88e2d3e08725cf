package io.tandem.runtime.command;

import io.tandem.events.AgentRecord;
import io.tandem.kit.pass.Pass;

/// What a caller may do with an agent, by team, visibility and grants.
final class Rights {
    private static final String GOVERNANCE = "service:tandem-governance";

    private Rights() {}

    /// Whether the caller holds the right: members of the agent's team and, for an agent visible to everyone, all may
    /// see
    /// and call; others by a grant to them, their team, or the agent that acts for them.
    static boolean holds(AgentRecord.Pointer agent, Pass pass, AgentRecord.Right right) {
        if (pass.caller().equals(GOVERNANCE)
                || pass.teams().contains(agent.team())
                || agent.visibility() == AgentRecord.Visibility.everyone) {
            return true;
        }
        return agent.grants().stream().anyMatch(grant -> covers(grant.right(), right) && meets(grant.to(), pass));
    }

    /// Whether that version takes new tasks from this caller: an active one, a deprecated one by its number, and one
    /// that
    /// is being evaluated or tried only from governance or its author.
    static boolean answers(AgentRecord.Version version, Pass pass) {
        return switch (version.state()) {
            case ACTIVE, DEPRECATED -> true;
            case TRIAL, IN_EVALUATION, IN_REVIEW ->
                pass.caller().equals(GOVERNANCE) || pass.caller().equals("person:" + version.author());
            case DRAFT, RETIRED, REJECTED, SUSPENDED -> false;
        };
    }

    private static boolean covers(AgentRecord.Right granted, AgentRecord.Right wanted) {
        return granted == wanted || wanted == AgentRecord.Right.see;
    }

    private static boolean meets(String to, Pass pass) {
        if (to.startsWith("team:")) {
            return pass.teams().contains(to.substring("team:".length()));
        }
        return to.equals(pass.caller()) || to.equals(agentName(pass.actor()));
    }

    /// `agent:NAME@VERSION` as grants name it, `agent:NAME`.
    private static String agentName(String actor) {
        int at = actor.indexOf('@');
        return at < 0 ? actor : actor.substring(0, at);
    }
}
