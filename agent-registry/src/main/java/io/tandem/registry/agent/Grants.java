package io.tandem.registry.agent;

import io.tandem.events.AgentRecord.Grant;
import io.tandem.events.AgentRecord.Right;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.access.AgentRights;
import io.tandem.registry.access.Role;
import io.tandem.registry.people.People;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Rights beyond the team. Who may change an agent gives them; only who may approve gives `approve`.
@ApplicationScoped
public class Grants {
    private static final Pattern TO = Pattern.compile("(person|team|service|agent):[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");

    private final Agents agents;
    private final People people;

    @Inject
    public Grants(Agents agents, People people) {
        this.agents = agents;
        this.people = people;
    }

    /// All grants for the team and who may give them; everybody else sees their own.
    @Transactional
    public List<GrantView> list(String name, Caller caller) {
        AgentRow row = Agents.visible(AgentRow.findById(name), caller);
        AgentRights rights = Agents.rights(row, caller);
        boolean all =
                caller.teams().contains(row.team) || rights.change() || rights.approve() || Role.auditor.of(caller);
        return GrantRow.of(row.name).stream()
                .filter(grant -> all || grant.grantee.equals(caller.id()) || isOf(caller, grant.grantee))
                .map(GrantView::of)
                .toList();
    }

    /// Gives a right; giving it again changes nothing.
    @Transactional
    public GrantView add(String name, Grant grant, Caller caller) {
        AgentRow row = grantable(name, grant, caller);
        check(grant);
        GrantRow known = GrantRow.find(name, grant);
        if (known != null) {
            return GrantView.of(known);
        }
        GrantRow given = new GrantRow();
        given.agent = name;
        given.grantee = grant.to();
        given.right = grant.right();
        given.givenBy = caller.id();
        given.givenAt = Agents.now();
        given.persist();
        row.changedAt = given.givenAt;
        agents.publishPointer(row);
        agents.audit("grant.added", row, caller, null, details(grant));
        return GrantView.of(given);
    }

    @Transactional
    public void remove(String name, Grant grant, Caller caller) {
        AgentRow row = grantable(name, grant, caller);
        GrantRow known = GrantRow.find(name, grant);
        if (known == null) {
            throw new ProblemException(AgentProblem.GRANT_NOT_FOUND, "It was not given, or was taken back already.");
        }
        known.delete();
        row.changedAt = Agents.now();
        agents.publishPointer(row);
        agents.audit("grant.removed", row, caller, null, details(grant));
    }

    private AgentRow grantable(String name, Grant grant, Caller caller) {
        AgentRow row = agents.lockedRow(name, caller);
        if (grant.right() != Right.approve) {
            return agents.changeable(name, caller);
        }
        if (!Agents.rights(row, caller).approve()) {
            throw new ProblemException(AgentProblem.RIGHT_MISSING, "The right to approve is given by who may approve.");
        }
        return row;
    }

    private void check(Grant grant) {
        if (!TO.matcher(grant.to()).matches()) {
            throw new ProblemException(
                    AgentProblem.GRANT_INVALID,
                    "It is person:NAME, team:NAME, service:CLIENT or agent:NAME.",
                    "to",
                    null);
        }
        String named = grant.to().substring(grant.to().indexOf(':') + 1);
        if (grant.to().startsWith("person:")) {
            people.mustExist("to", named);
        }
        if (grant.to().startsWith("agent:") && AgentRow.findById(named) == null) {
            throw new ProblemException(AgentProblem.GRANT_INVALID, "There is no agent " + named + ".", "to", null);
        }
    }

    private static boolean isOf(Caller caller, String grantee) {
        return grantee.startsWith("team:") && caller.teams().contains(grantee.substring("team:".length()));
    }

    private static Map<String, String> details(Grant grant) {
        return Map.of("to", grant.to(), "right", grant.right().name());
    }

    /// A grant as the API tells it.
    public record GrantView(String to, Right right, String givenBy, java.time.Instant givenAt) {
        static GrantView of(GrantRow row) {
            return new GrantView(row.grantee, row.right, row.givenBy, row.givenAt);
        }
    }
}
