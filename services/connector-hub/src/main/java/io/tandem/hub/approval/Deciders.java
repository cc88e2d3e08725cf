package io.tandem.hub.approval;

import io.tandem.events.AgentRecord;
import io.tandem.hub.publish.Publication;
import io.tandem.kit.identity.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/// Who sees an approval and who decides on it: by role and team, or by a grant on the agent. Whoever asked never
/// decides.
@Singleton
public class Deciders {
    private static final String APPROVER = "approver";

    private final Publication publication;

    @Inject
    public Deciders(Publication publication) {
        this.publication = publication;
    }

    public boolean maySee(Approval approval, Caller caller) {
        return approval.askedBy(caller.id()) || seesAsOthers(approval, caller);
    }

    /// Whether the caller sees it without having asked for it.
    public boolean seesAsOthers(Approval approval, Caller caller) {
        return seesTeams(caller) && caller.teams().contains(approval.team()) || granted(approval, caller);
    }

    public boolean mayDecide(Approval approval, Caller caller) {
        boolean ofTeam = caller.roles().contains(APPROVER) && caller.teams().contains(approval.team());
        return !approval.askedBy(caller.id()) && (ofTeam || granted(approval, caller));
    }

    /// The teams whose approvals the caller sees.
    public List<String> teams(Caller caller) {
        return seesTeams(caller) ? List.copyOf(caller.teams()) : List.of();
    }

    /// The agents whose calls the caller was granted to approve.
    public List<String> agents(Caller caller) {
        return publication.agents().stream()
                .filter(agent -> mayApprove(agent, caller))
                .map(agent -> ((AgentRecord.Pointer) agent).name())
                .toList();
    }

    static boolean seesTeams(Caller caller) {
        return List.of(APPROVER, "operator", "auditor", "admin").stream().anyMatch(caller.roles()::contains);
    }

    /// A grant `approve` on the agent, to the person or to one of their teams.
    private boolean granted(Approval approval, Caller caller) {
        return publication
                .agent(approval.agent())
                .filter(agent -> mayApprove(agent, caller))
                .isPresent();
    }

    private static boolean mayApprove(AgentRecord agent, Caller caller) {
        return agent instanceof AgentRecord.Pointer pointer
                && pointer.grants().stream()
                        .filter(grant -> grant.right() == AgentRecord.Right.approve)
                        .anyMatch(grant -> grant.to().equals(caller.id())
                                || grant.to().startsWith("team:")
                                        && caller.teams().contains(grant.to().substring("team:".length())));
    }
}
