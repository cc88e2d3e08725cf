package io.tandem.registry.halt;

import io.tandem.events.AgentDefinition;
import io.tandem.events.Halt;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.access.Role;
import io.tandem.registry.agent.AgentHead;
import io.tandem.registry.agent.AgentView;
import io.tandem.registry.agent.Agents;
import io.tandem.registry.agent.Catalogue;
import io.tandem.registry.halt.HaltOrder.Aim;
import io.tandem.registry.people.People;
import io.tandem.registry.tool.HeldTools;
import io.tandem.registry.version.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What can be halted: whether it is there, whether the caller may, and what hangs on it.
@ApplicationScoped
public class HaltTargets {
    private static final String PLATFORM = "platform";

    private final Agents agents;
    private final Catalogue catalogue;
    private final Versions versions;
    private final HeldTools tools;
    private final People people;

    @Inject
    public HaltTargets(Agents agents, Catalogue catalogue, Versions versions, HeldTools tools, People people) {
        this.agents = agents;
        this.catalogue = catalogue;
        this.versions = versions;
        this.tools = tools;
        this.people = people;
    }

    /// The team that a halt concerns.
    ///
    /// @throws ProblemException NOT_YOURS, and TARGET_UNKNOWN for what is not there or not the caller's to see
    String checked(Aim aim, Caller caller) {
        if (aim.scope() != Halt.Scope.agent && !Role.admin.of(caller)) {
            throw new ProblemException(
                    HaltProblem.NOT_YOURS,
                    "An administrator halts tools, connectors, teams and everything; you may halt your team's agents.");
        }
        return switch (aim.scope()) {
            case agent -> agent(aim.target(), caller);
            case tool ->
                known(aim, tools.all().stream().anyMatch(tool -> tool.key().equals(aim.target())));
            case connector ->
                known(aim, tools.all().stream().anyMatch(tool -> tool.connector()
                        .equals(aim.target())));
            case team -> {
                boolean there = catalogue.all(caller).stream()
                                .anyMatch(agent -> agent.team().equals(aim.target()))
                        || !people.membersOf(aim.target()).isEmpty();
                known(aim, there);
                yield aim.target();
            }
            case all -> PLATFORM;
        };
    }

    private String agent(String name, Caller caller) {
        boolean seen =
                catalogue.all(caller).stream().anyMatch(agent -> agent.name().equals(name));
        if (!seen) {
            throw unknown("agent", name);
        }
        AgentHead head = agents.head(name, caller);
        if (!head.rights().operate() && !head.rights().approve()) {
            throw new ProblemException(
                    HaltProblem.NOT_YOURS, "Operators and approvers of " + head.team() + " halt its agents.");
        }
        return head.team();
    }

    private static String known(Aim aim, boolean there) {
        if (!there) {
            throw unknown(aim.scope().name(), aim.target());
        }
        return PLATFORM;
    }

    private static ProblemException unknown(String what, String name) {
        return new ProblemException(
                HaltProblem.TARGET_UNKNOWN, "There is no " + what + " " + name + "; check its name.", "target", null);
    }

    /// Whether a halt is the caller's to see: their own team's, and those that hit everybody.
    boolean seen(HaltRow row, Caller caller) {
        return switch (row.scope) {
            case tool, connector, all -> true;
            case team -> overseer(caller) || caller.teams().contains(row.target);
            case agent ->
                overseer(caller)
                        || catalogue.all(caller).stream()
                                .anyMatch(agent -> agent.name().equals(row.target));
        };
    }

    private static boolean overseer(Caller caller) {
        return Role.admin.of(caller) || Role.auditor.of(caller);
    }

    /// Agents that a halt hits, and agents that ask those.
    HaltReach reach(Aim aim, boolean halted, Caller caller) {
        List<AgentView> all = catalogue.all(caller);
        Set<String> hit = new HashSet<>();
        all.stream().filter(agent -> hits(aim, agent)).map(AgentView::name).forEach(hit::add);
        Set<String> visible = new HashSet<>(all.stream().map(AgentView::name).toList());
        List<String> askers = new ArrayList<>();
        if (aim.scope() == Halt.Scope.agent || aim.scope() == Halt.Scope.team) {
            for (AgentDefinition definition : versions.active()) {
                String name = definition.metadata().name();
                if (visible.contains(name)
                        && !hit.contains(name)
                        && !Collections.disjoint(definition.spec().peers(), hit)) {
                    askers.add(name);
                }
            }
        }
        return new HaltReach(aim.scope(), aim.target(), HaltReach.Some.of(hit), HaltReach.Some.of(askers), halted);
    }

    private static boolean hits(Aim aim, AgentView agent) {
        return switch (aim.scope()) {
            case agent -> agent.name().equals(aim.target());
            case team -> agent.team().equals(aim.target());
            case tool -> agent.tools().contains(aim.target());
            case connector -> agent.tools().stream().anyMatch(tool -> tool.startsWith(aim.target() + "/"));
            case all -> true;
        };
    }
}
