package io.tandem.registry.agent;

import io.tandem.events.AgentDefinition;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.access.Role;
import io.tandem.registry.people.People;
import io.tandem.registry.tool.HeldTools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/// What a valid definition says about others: people who exist, tools that its team holds, agents that can be called.
@ApplicationScoped
public class DefinitionChecks {
    private final People people;
    private final HeldTools tools;

    @Inject
    public DefinitionChecks(People people, HeldTools tools) {
        this.people = people;
        this.tools = tools;
    }

    /// @throws ProblemException for the first thing that is not so
    public void check(AgentDefinition definition) {
        AgentDefinition.Metadata metadata = definition.metadata();
        people.mustExist("metadata.owner", metadata.owner());
        people.mustExist("metadata.deputy", metadata.deputy());
        checkTools(metadata.team(), definition.spec().tools());
        checkPeers(metadata, definition.spec().peers());
    }

    /// @throws ProblemException unless the caller may build for the team
    public static void checkTeam(Caller caller, String team) {
        if (!Role.builder.of(caller) && !Role.admin.of(caller)) {
            throw new ProblemException(AgentProblem.RIGHT_MISSING, "Building an agent needs the role builder.");
        }
        if (!caller.teams().contains(team) && !Role.admin.of(caller)) {
            throw new ProblemException(
                    AgentProblem.TEAM_NOT_YOURS, "You are not in the team " + team + ".", "metadata.team", null);
        }
    }

    private void checkTools(String team, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            Optional<String> refusal = tools.refusal(team, wanted.get(i));
            if (refusal.isPresent()) {
                throw new ProblemException(AgentProblem.TOOL_NOT_HELD, refusal.get(), "spec.tools[" + i + "]", null);
            }
        }
    }

    private static void checkPeers(AgentDefinition.Metadata metadata, List<String> peers) {
        for (int i = 0; i < peers.size(); i++) {
            String peer = peers.get(i);
            AgentRow row = AgentRow.findById(peer);
            if (row == null || !reachable(row, metadata) || peer.equals(metadata.name())) {
                throw new ProblemException(
                        AgentProblem.PEER_UNKNOWN,
                        "There is no agent " + peer + " that this agent could call.",
                        "spec.peers[" + i + "]",
                        null);
            }
        }
    }

    private static boolean reachable(AgentRow peer, AgentDefinition.Metadata caller) {
        return peer.team.equals(caller.team())
                || peer.visibility == io.tandem.events.AgentRecord.Visibility.everyone
                || GrantRow.of(peer.name).stream()
                        .filter(grant -> grant.right == io.tandem.events.AgentRecord.Right.call)
                        .anyMatch(grant -> grant.grantee.equals("agent:" + caller.name())
                                || grant.grantee.equals("team:" + caller.team()));
    }
}
