package io.tandem.registry.access;

import io.tandem.events.AgentRecord.Grant;
import io.tandem.events.AgentRecord.Right;
import io.tandem.events.AgentRecord.Visibility;
import io.tandem.kit.identity.Caller;
import io.tandem.registry.lifecycle.Mover;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What one caller may do with one agent.
///
/// - see: the team; everybody, for an agent visible to everyone; any grant; auditors and administrators
/// - change: builders of the team, or with the grant; administrators
/// - approve: approvers of the team, or anybody with the grant; administrators
/// - operate: operators of the team; administrators
public record AgentRights(boolean see, boolean call, boolean change, boolean approve, boolean operate) {
    private static final String GOVERNANCE = "service:tandem-governance";

    public static AgentRights of(Caller caller, String team, Visibility visibility, List<Grant> grants) {
        boolean admin = Role.admin.of(caller);
        boolean inTeam = caller.teams().contains(team);
        Set<Right> granted = granted(caller, grants);
        boolean open = inTeam || visibility == Visibility.everyone;
        return new AgentRights(
                admin
                        || open
                        || !granted.isEmpty()
                        || Role.auditor.of(caller)
                        || caller.id().equals(GOVERNANCE),
                open || granted.contains(Right.call),
                admin || (Role.builder.of(caller) && (inTeam || granted.contains(Right.change))),
                admin || granted.contains(Right.approve) || (inTeam && Role.approver.of(caller)),
                admin || (inTeam && Role.operator.of(caller)));
    }

    /// Whether the caller may move a version in that part.
    public boolean allows(Mover mover) {
        return switch (mover) {
            case BUILDER -> change;
            case APPROVER -> approve;
            case OPERATOR -> operate;
            case PLATFORM -> false;
        };
    }

    private static Set<Right> granted(Caller caller, List<Grant> grants) {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        for (Grant grant : grants) {
            if (meets(grant.to(), caller)) {
                rights.add(grant.right());
            }
        }
        return rights;
    }

    private static boolean meets(String to, Caller caller) {
        return to.startsWith("team:")
                ? caller.teams().contains(to.substring("team:".length()))
                : to.equals(caller.id());
    }
}
