package io.tandem.registry.agent;

import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.AgentRecord.State;
import io.tandem.events.AgentRecord.Visibility;
import io.tandem.events.Topic;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.access.AgentRights;
import io.tandem.registry.access.Role;
import io.tandem.registry.canary.Canaries;
import io.tandem.registry.definition.DefinitionReader;
import io.tandem.registry.definition.Digest;
import io.tandem.registry.people.People;
import io.tandem.registry.publish.Deed;
import io.tandem.registry.publish.Publication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The agents. Every change locks the agent's row, publishes its pointer and is recorded, in one transaction.
@ApplicationScoped
public class Agents {
    private static final String PLATFORM = "service:tandem-registry";

    private final DefinitionChecks checks;
    private final People people;
    private final Publication publication;
    private final Canaries canaries;

    @Inject
    public Agents(DefinitionChecks checks, People people, Publication publication, Canaries canaries) {
        this.canaries = canaries;
        this.checks = checks;
        this.people = people;
        this.publication = publication;
    }

    /// What is told of an agent that does not exist or is not the caller's to see: the same in both cases.
    public static ProblemException notFound() {
        return new ProblemException(AgentProblem.AGENT_NOT_FOUND, "Check the name and that it is shared with you.");
    }

    @Transactional
    public AgentView get(String name, Caller caller) {
        AgentRow row = visible(AgentRow.findById(name), caller);
        return AgentView.of(row, rights(row, caller), draft(row));
    }

    /// @throws ProblemException AGENT_NOT_FOUND
    @Transactional
    public AgentHead head(String name, Caller caller) {
        return head(visible(AgentRow.findById(name), caller), caller);
    }

    /// Whether the caller may see that agent.
    @Transactional
    public boolean sees(String name, Caller caller) {
        AgentRow row = AgentRow.findById(name);
        return row != null && rights(row, caller).see();
    }

    /// As [#head], with the row locked until the transaction of the caller ends.
    @Transactional(Transactional.TxType.MANDATORY)
    public AgentHead locked(String name, Caller caller) {
        return head(lockedRow(name, caller), caller);
    }

    /// Makes an agent with its first draft.
    @Transactional
    public AgentView create(AgentDefinition definition, Caller caller) {
        AgentDefinition.Metadata metadata = definition.metadata();
        DefinitionChecks.checkTeam(caller, metadata.team());
        if (AgentRow.findById(metadata.name()) != null) {
            throw new ProblemException(AgentProblem.NAME_TAKEN, "Choose another name.", "metadata.name", null);
        }
        checks.check(definition);
        Instant now = now();
        AgentRow row = new AgentRow();
        row.name = metadata.name();
        row.team = metadata.team();
        row.createdBy = caller.id();
        row.createdAt = now;
        row.changedAt = now;
        row.keepDraft(definition);
        row.persist();
        DraftEditRow.note(row.name, caller.id(), now);
        publishPointer(row);
        audit("agent.created", row, caller, null, Map.of("digest", Digest.of(definition.spec())));
        return AgentView.of(row, rights(row, caller), draft(row));
    }

    /// Replaces the draft.
    ///
    /// @param ifMatch the draft's ETag that the caller read; `*` for any
    @Transactional
    public AgentView saveDraft(String name, AgentDefinition definition, @Nullable String ifMatch, Caller caller) {
        AgentRow row = changeable(name, caller);
        AgentHead head = head(row, caller);
        Preconditions.check(ifMatch, head.etag());
        if (!definition.metadata().name().equals(name)) {
            throw new ProblemException(AgentProblem.NAME_FIXED, "It is called " + name + ".", "metadata.name", null);
        }
        if (!definition.metadata().team().equals(row.team)) {
            throw new ProblemException(
                    AgentProblem.NAME_FIXED, "It belongs to " + row.team + ".", "metadata.team", null);
        }
        checks.check(definition);
        Instant now = now();
        row.keepDraft(definition);
        row.changedAt = now;
        DraftEditRow.note(name, caller.id(), now);
        publishPointer(row);
        audit("agent.draft-saved", row, caller, null, Map.of("digest", Digest.of(definition.spec())));
        return AgentView.of(row, rights(row, caller), draft(row));
    }

    @Transactional
    public AgentView changeVisibility(String name, Visibility visibility, Caller caller) {
        AgentRow row = changeable(name, caller);
        row.visibility = visibility;
        row.changedAt = now();
        publishPointer(row);
        audit("agent.visibility", row, caller, null, Map.of("visibility", visibility));
        return AgentView.of(row, rights(row, caller), draft(row));
    }

    /// Gives an agent to another team, whose owner and deputy exist. The draft must suit that team: it holds the tools.
    @Transactional
    public AgentView transfer(String name, AgentDefinition.Metadata to, Caller caller) {
        AgentRow row = changeable(name, caller);
        if (!caller.id().equals("person:" + row.owner) && !Role.admin.of(caller)) {
            throw new ProblemException(AgentProblem.RIGHT_MISSING, "Its owner or an administrator gives it away.");
        }
        if (people.membersOf(to.team()).isEmpty()) {
            throw ProblemException.invalid("team", "There is no team " + to.team() + " with people in it.");
        }
        AgentDefinition old = head(row, caller).draft();
        if (old == null) {
            throw notFound();
        }
        AgentDefinition moved = new AgentDefinition(
                old.apiVersion(),
                old.kind(),
                new AgentDefinition.Metadata(
                        name, to.team(), to.owner(), to.deputy(), old.metadata().tags()),
                old.spec());
        checks.check(moved);
        String from = row.team;
        row.team = to.team();
        row.keepDraft(moved);
        row.changedAt = now();
        publishPointer(row);
        audit("agent.transferred", row, caller, null, Map.of("from", from, "to", to.team(), "owner", to.owner()));
        return AgentView.of(row, rights(row, caller), draft(row));
    }

    /// Who answers for an agent from now on; what is null stays.
    public record Stewards(
            @Nullable String owner,
            @Nullable String deputy,
            @Nullable LocalDate reviewOn) {}

    /// Whether the caller may say who answers for an agent.
    public static boolean steward(@Nullable String owner, Caller caller) {
        return caller.id().equals("person:" + owner) || Role.admin.of(caller);
    }

    @Transactional
    public void answerFor(String name, Stewards to, Caller caller) {
        AgentRow row = lockedRow(name, caller);
        if (!steward(row.owner, caller)) {
            throw new ProblemException(AgentProblem.RIGHT_MISSING, "Its owner or an administrator changes this.");
        }
        answer(row, to, caller.id(), null);
    }

    /// Notes that somebody who may has looked at the agent, and when that is due again.
    @Transactional
    public void reviewed(String name, LocalDate next, String reason, Caller caller) {
        AgentRow row = lockedRow(name, caller);
        row.reviewOn = next;
        row.changedAt = now();
        audit("agent.reviewed", row, caller, reason, Map.of("next", next));
    }

    /// Makes the caller the owner of an agent whose owner is gone.
    @Transactional
    public void takeOver(String name, Caller caller) {
        AgentRow row = lockedRow(name, caller);
        AgentRights rights = rights(row, caller);
        if (caller.kind() != Caller.Kind.person || !(rights.change() || rights.operate() || rights.approve())) {
            throw new ProblemException(
                    AgentProblem.RIGHT_MISSING, "Builders, operators and approvers of its team take it over.");
        }
        if (row.owner != null && row.ownerGoneAt == null) {
            throw new ProblemException(AgentProblem.RIGHT_MISSING, "Its owner " + row.owner + " is there.");
        }
        answer(row, new Stewards(caller.name(), null, null), caller.id(), "It had no owner.");
    }

    /// The deputy takes the place of an owner who is gone.
    ///
    /// @return false if somebody else took it over meanwhile
    @Transactional
    public boolean succeed(String name, @Nullable String gone, String deputy, String reason) {
        AgentRow row = AgentRow.findById(name, LockModeType.PESSIMISTIC_WRITE);
        if (row == null || !Objects.equals(row.owner, gone)) {
            return false;
        }
        answer(row, new Stewards(deputy, deputy, null), PLATFORM, reason);
        return true;
    }

    /// Writes down since when the owner is gone, or null that one is there.
    ///
    /// @return false if that is known already
    @Transactional
    public boolean noteOwnerGone(String name, @Nullable Instant at, String action, String reason) {
        AgentRow row = AgentRow.findById(name, LockModeType.PESSIMISTIC_WRITE);
        if (row == null || (row.ownerGoneAt == null) == (at == null)) {
            return false;
        }
        row.ownerGoneAt = at;
        publication.audit(new Deed(action, PLATFORM, row.team, name).allowed(reason, Map.of()));
        return true;
    }

    private void answer(AgentRow row, Stewards to, String by, @Nullable String reason) {
        AgentDefinition old = draft(row);
        if (old == null) {
            throw new ProblemException(AgentProblem.BUILT_IN, "It comes with the platform and is not changed.");
        }
        AgentDefinition.Metadata was = old.metadata();
        if (to.owner() != null || to.deputy() != null) {
            row.keepDraft(new AgentDefinition(
                    old.apiVersion(),
                    old.kind(),
                    new AgentDefinition.Metadata(
                            row.name,
                            row.team,
                            Objects.requireNonNullElse(to.owner(), was.owner()),
                            Objects.requireNonNullElse(to.deputy(), was.deputy()),
                            was.tags()),
                    old.spec()));
        }
        row.ownerGoneAt = to.owner() == null ? row.ownerGoneAt : null;
        row.reviewOn = to.reviewOn() == null ? row.reviewOn : to.reviewOn();
        row.changedAt = now();
        Map<String, Object> details = new HashMap<>(Map.of("owner", was.owner(), "deputy", was.deputy()));
        details.put("to", to);
        publication.audit(new Deed("agent.stewards", by, row.team, row.name).allowed(reason, details));
    }

    /// The team that owns an agent which exists.
    @Transactional(Transactional.TxType.MANDATORY)
    public String teamOf(String name) {
        return AgentRow.<AgentRow>findById(name).team;
    }

    /// Gives out the next version number. The caller holds the row's lock.
    @Transactional(Transactional.TxType.MANDATORY)
    public int nextVersion(String name) {
        AgentRow row = AgentRow.findById(name);
        row.versions++;
        row.changedAt = now();
        return row.versions;
    }

    /// Everybody who edited the draft after that moment, as `person:NAME`.
    @Transactional(Transactional.TxType.MANDATORY)
    public List<String> editorsSince(String name, Instant since) {
        return DraftEditRow.editors(name, since);
    }

    /// Checks once more what a draft says about others, before it becomes a version.
    @Transactional(Transactional.TxType.MANDATORY)
    public void check(AgentDefinition definition) {
        checks.check(definition);
    }

    /// What callers by name reach from now on. The caller holds the row's lock.
    @Transactional(Transactional.TxType.MANDATORY)
    public void reach(String name, Reach reach) {
        AgentRow row = AgentRow.findById(name);
        row.activeVersion = reach.activeVersion();
        row.suspended = reach.suspended();
        row.state = reach.state();
        row.changedAt = now();
        AgentDefinition shown = reach.active();
        if (shown != null) {
            row.describe(shown);
        }
        publishPointer(row);
    }

    /// Writes down how the result of the active version stands; that is no change of the agent. Only these columns are
    /// written: nobody holds the row's lock.
    @Transactional(Transactional.TxType.MANDATORY)
    public void noteReview(String name, @Nullable String stale, @Nullable Instant reviewAt) {
        AgentRow row = AgentRow.findById(name);
        if (!Objects.equals(row.stale, stale) || !Objects.equals(row.reviewAt, reviewAt)) {
            AgentRow.update("stale = ?1, reviewAt = ?2 where name = ?3", stale, reviewAt, name);
        }
    }

    /// @param active the active version's definition, null while there is none
    public record Reach(
            @Nullable Integer activeVersion,
            boolean suspended,
            State state,
            @Nullable AgentDefinition active) {}

    /// Takes the row's lock without asking for whom, for what the platform itself does.
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean lock(String name) {
        return AgentRow.findById(name, LockModeType.PESSIMISTIC_WRITE) != null;
    }

    AgentRow changeable(String name, Caller caller) {
        AgentRow row = lockedRow(name, caller);
        if (!rights(row, caller).change()) {
            throw new ProblemException(
                    AgentProblem.RIGHT_MISSING, "Changing it needs the role builder in its team, or the grant change.");
        }
        if (row.builtIn) {
            throw new ProblemException(AgentProblem.BUILT_IN, "It comes with the platform and is not changed.");
        }
        return row;
    }

    AgentRow lockedRow(String name, Caller caller) {
        return visible(AgentRow.findById(name, LockModeType.PESSIMISTIC_WRITE), caller);
    }

    static AgentRow visible(@Nullable AgentRow row, Caller caller) {
        if (row == null || !rights(row, caller).see()) {
            throw notFound().hiding(row != null);
        }
        return row;
    }

    static AgentRights rights(AgentRow row, Caller caller) {
        return AgentRights.of(caller, row.team, row.visibility, grants(row));
    }

    void publishPointer(AgentRow row) {
        publication.publish(
                Topic.REGISTRY_AGENTS,
                row.name,
                new AgentRecord.Pointer(
                        AgentRecord.SCHEMA,
                        row.name,
                        row.team,
                        row.visibility,
                        row.activeVersion == null ? null : row.activeVersion.toString(),
                        row.suspended,
                        row.purpose,
                        grants(row),
                        row.builtIn ? Map.of("built-in", "true") : Map.of(),
                        canaries.open(row.name).orElse(null),
                        Instant.now()));
    }

    void audit(String action, AgentRow row, Caller caller, @Nullable String reason, Map<String, ?> details) {
        publication.audit(new Deed(action, caller.id(), row.team, row.name).allowed(reason, details));
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static AgentHead head(AgentRow row, Caller caller) {
        return new AgentHead(row.name, row.team, draft(row), row.draftRevision, row.activeVersion, rights(row, caller));
    }

    private static @Nullable AgentDefinition draft(AgentRow row) {
        return row.draft == null ? null : DefinitionReader.stored(row.draft);
    }

    private static List<AgentRecord.Grant> grants(AgentRow row) {
        return GrantRow.of(row.name).stream().map(GrantRow::grant).toList();
    }
}
