package io.tandem.registry.version;

import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord.State;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.agent.AgentHead;
import io.tandem.registry.agent.AgentProblem;
import io.tandem.registry.agent.AgentView;
import io.tandem.registry.agent.Agents;
import io.tandem.registry.definition.DefinitionReader;
import io.tandem.registry.definition.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Saves drafts as versions, and reads versions.
@ApplicationScoped
public class Versions {
    private final Agents agents;
    private final VersionMoves moves;
    private final Freshness freshness;

    @Inject
    Versions(Agents agents, VersionMoves moves, Freshness freshness) {
        this.freshness = freshness;
        this.agents = agents;
        this.moves = moves;
    }

    /// Saves the draft as the next version, in state DRAFT: saved, nothing submitted yet.
    @Transactional
    public VersionView save(String name, Caller caller) {
        AgentHead head = agents.locked(name, caller);
        AgentDefinition draft = draftOf(head);
        agents.check(draft);
        Instant now = VersionMoves.now();
        TreeSet<String> authors = new TreeSet<>(agents.editorsSince(name, VersionRow.lastActivated(name)));
        authors.add(caller.id());
        VersionRow version = new VersionRow();
        version.agent = name;
        version.number = agents.nextVersion(name);
        version.digest = Digest.of(draft.spec());
        version.definition = DefinitionReader.text(draft);
        version.author = caller.id();
        version.authors = String.join(" ", authors);
        version.savedAt = now;
        version.persist();
        moves.begin(version, new VersionMoves.Cause(caller.id(), "Saved from the draft."));
        return VersionView.of(version, true, freshness);
    }

    /// Gives an agent with all its versions to another team.
    @Transactional
    public AgentView transfer(String name, AgentDefinition.Metadata to, Caller caller) {
        AgentView moved = agents.transfer(name, to, caller);
        moves.publishAgain(name);
        return moved;
    }

    /// What the versions that are active now are made of.
    @Transactional
    public List<AgentDefinition> active() {
        return VersionRow.<VersionRow>list("state", State.ACTIVE).stream()
                .map(VersionRow::readDefinition)
                .toList();
    }

    /// How an agent's active version stands, suspended or not.
    ///
    /// @param score share of passed cases in its newest result, null without one
    public record Standing(
            int version, Instant activatedAt, @Nullable Double score) {}

    /// By agent, for all that have been activated.
    @Transactional
    public Map<String, Standing> standings() {
        Map<String, Standing> standings = new HashMap<>();
        List<VersionRow> active =
                VersionRow.list("(state = ?1 or suspendedFrom = ?1) and activatedAt is not null", State.ACTIVE);
        for (VersionRow row : active) {
            ResultRow result = ResultRow.newest(row);
            Double score = result == null || result.cases == 0
                    ? null
                    : Math.round(100.0 * result.passedCases / result.cases) / 100.0;
            standings.put(row.agent, new Standing(row.number, Objects.requireNonNull(row.activatedAt), score));
        }
        return standings;
    }

    /// Suspends the active version in the platform's name.
    ///
    /// @return false if none is active
    @Transactional
    public boolean suspendActive(String name, String reason) {
        if (!agents.lock(name)) {
            return false;
        }
        VersionRow active = VersionRow.<VersionRow>find("agent = ?1 and state = ?2", name, State.ACTIVE)
                .firstResult();
        if (active == null) {
            return false;
        }
        moves.carryOut(active, State.SUSPENDED, new VersionMoves.Cause(VersionMoves.PLATFORM, reason));
        return true;
    }

    /// Agents beside which somebody said why this one is submitted.
    @Transactional
    public Set<String> explained(String name) {
        return MoveRow.explained(name);
    }

    @Transactional
    public List<VersionView> list(String name, Caller caller) {
        agents.head(name, caller);
        return VersionRow.of(name).stream()
                .map(row -> VersionView.of(row, false, freshness))
                .toList();
    }

    @Transactional
    public VersionView get(String name, String number, Caller caller) {
        agents.head(name, caller);
        return VersionView.of(row(name, number), true, freshness);
    }

    /// @throws ProblemException for a built-in agent, and if the caller may not change it
    static AgentDefinition draftOf(AgentHead head) {
        if (!head.rights().change()) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "This needs the role builder in its team, or the grant change.");
        }
        AgentDefinition draft = head.draft();
        if (draft == null) {
            throw new ProblemException(AgentProblem.BUILT_IN, "It has no draft.");
        }
        return draft;
    }

    static VersionRow row(String name, String number) {
        VersionRow row = number.matches("[1-9][0-9]{0,8}") ? VersionRow.find(name, Integer.parseInt(number)) : null;
        if (row == null) {
            throw new ProblemException(VersionProblem.VERSION_NOT_FOUND, name + " has no version " + number + ".");
        }
        return row;
    }
}
