package io.tandem.registry.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tandem.events.EventJson;
import io.tandem.events.PolicyRecord;
import io.tandem.events.Topic;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.policy.PolicyCase;
import io.tandem.policy.PolicyText;
import io.tandem.registry.access.Role;
import io.tandem.registry.people.People;
import io.tandem.registry.publish.Deed;
import io.tandem.registry.publish.Publication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Revisions of teams' policies. Every move is checked again, recorded, and published in one transaction.
@ApplicationScoped
public class Policies {
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final int MOST_CASES = 500;
    private static final int LONGEST_WORDS = 1000;
    private static final String PLATFORM = "platform";
    private static final String BUILT_IN = "built-in";
    private static final Set<PolicyState> TAKES_HOLD = Set.of(PolicyState.OBSERVED, PolicyState.ENFORCED);

    private final PolicyWorkbench workbench;
    private final People people;
    private final Publication publication;

    @Inject
    public Policies(PolicyWorkbench workbench, People people, Publication publication) {
        this.workbench = workbench;
        this.people = people;
        this.publication = publication;
    }

    /// SHA-256 of the team's policies in force; nothing where it has none of its own.
    @Transactional
    public Optional<String> enforcedHash(String team) {
        return Optional.ofNullable(PolicyRevisionRow.in(team, PolicyState.ENFORCED))
                .map(row -> row.hash);
    }

    @Transactional
    public List<PolicyView> list(String team, Caller caller) {
        seen(team, caller);
        return PolicyRevisionRow.of(team).stream()
                .map(row -> PolicyView.of(row, false))
                .toList();
    }

    @Transactional
    public PolicyView get(String team, int number, Caller caller) {
        seen(team, caller);
        return PolicyView.of(row(team, number), true);
    }

    /// Tries a text out and keeps nothing.
    public PolicyReport check(String team, PolicyDraft draft, Caller caller) {
        seen(team, caller);
        bounded(draft);
        return workbench.tried(team, draft);
    }

    public String schema(String team, Caller caller) {
        seen(team, caller);
        return workbench.schema(team);
    }

    /// Keeps a text as the team's next revision, once it is sound and decides its own cases as expected.
    @Transactional
    public PolicyView propose(String team, PolicyDraft draft, Caller caller) {
        seen(team, caller);
        if (!Role.admin.of(caller) && !(Role.builder.of(caller) && inTeam(team, caller))) {
            throw new ProblemException(PolicyProblem.NOT_YOURS, "Builders of the team propose its policies.");
        }
        bounded(draft);
        sound(workbench.tried(team, draft));
        PolicyTeamRow counter = PolicyTeamRow.locked(team);
        counter.revisions++;
        PolicyRevisionRow row = new PolicyRevisionRow();
        row.team = team;
        row.number = counter.revisions;
        row.policies = draft.given();
        row.hash = PolicyText.hash(draft.given());
        row.cases = new String(EventJson.write(draft.tests()), StandardCharsets.UTF_8);
        row.note = Objects.requireNonNullElse(draft.note(), "");
        row.author = caller.id();
        row.createdAt = now();
        row.persist();
        record("policy.proposed", row, caller.id(), row.note.isBlank() ? null : row.note, Map.of());
        return PolicyView.of(row, true);
    }

    /// Moves a revision.
    ///
    /// @param reason kept with the move
    @Transactional
    public PolicyView move(String team, int number, PolicyState to, @Nullable String reason, Caller caller) {
        seen(team, caller);
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_WORDS) {
            throw ProblemException.invalid("reason", "Say why, in at most " + LONGEST_WORDS + " characters.");
        }
        PolicyTeamRow.locked(team);
        PolicyRevisionRow row = row(team, number);
        if (!row.state.next().contains(to)) {
            throw new ProblemException(PolicyProblem.MOVE_NOT_POSSIBLE, possible(row));
        }
        mayMove(row, to, caller);
        if (TAKES_HOLD.contains(to)) {
            sound(workbench.tried(team, new PolicyDraft(row.policies, cases(row), null)));
            PolicyRevisionRow before = PolicyRevisionRow.in(team, to);
            if (before != null) {
                moved(
                        before,
                        to == PolicyState.ENFORCED ? PolicyState.REPLACED : PolicyState.PROPOSED,
                        caller,
                        "Revision " + number + " takes its place.");
            }
        }
        moved(row, to, caller, reason.strip());
        publish(team);
        return PolicyView.of(row, true);
    }

    /// Takes note of other built-in policies than before: revisions that can decide stand on them now.
    void standOn(String builtIn) {
        publication.audit(new Deed("policy.built-in", PLATFORM, PLATFORM, "built-in policies")
                .allowed(null, Map.of("revision", BUILT_IN, "hash", builtIn)));
        for (PolicyRevisionRow row : PolicyRevisionRow.thatCanDecide()) {
            String hash = PolicyText.hash(row.policies);
            if (!hash.equals(row.hash)) {
                row.hash = hash;
                record("policy.rebased", row, PLATFORM, "The built-in policies are others.", Map.of());
                publish(row.team);
            }
        }
    }

    static List<PolicyCase> cases(PolicyRevisionRow row) {
        return EventJson.readAll(row.cases.getBytes(StandardCharsets.UTF_8), new TypeReference<List<PolicyCase>>() {});
    }

    private void moved(PolicyRevisionRow row, PolicyState to, Caller caller, String reason) {
        PolicyMoveRow move = new PolicyMoveRow();
        move.team = row.team;
        move.number = row.number;
        move.fromState = row.state;
        move.toState = to;
        move.movedBy = caller.id();
        move.reason = reason;
        move.at = now();
        move.persist();
        Map<String, ?> way = Map.of("from", row.state, "to", to);
        row.state = to;
        record("policy.moved", row, caller.id(), reason, way);
    }

    private void publish(String team) {
        publication.publish(Topic.REGISTRY_POLICIES, team, record(team));
    }

    /// What is in force and what is observed, as the database has it now.
    @Transactional
    public Optional<PolicyRecord> current(String team) {
        return Optional.of(record(team));
    }

    private static PolicyRecord record(String team) {
        PolicyRecord.Revision enforced = revision(PolicyRevisionRow.in(team, PolicyState.ENFORCED));
        PolicyRecord.Revision observed = revision(PolicyRevisionRow.in(team, PolicyState.OBSERVED));
        return new PolicyRecord(PolicyRecord.SCHEMA, team, enforced, observed, Instant.now());
    }

    private static PolicyRecord.@Nullable Revision revision(@Nullable PolicyRevisionRow row) {
        return row == null ? null : new PolicyRecord.Revision(row.number, row.hash, row.policies);
    }

    private void record(String action, PolicyRevisionRow row, String by, @Nullable String reason, Map<String, ?> more) {
        HashMap<String, Object> details = new HashMap<>(more);
        details.put("revision", row.number);
        details.put("hash", row.hash);
        publication.audit(new Deed(action, by, row.team, "policies of " + row.team).allowed(reason, details));
    }

    private static void mayMove(PolicyRevisionRow row, PolicyState to, Caller caller) {
        boolean author = row.author.equals(caller.id());
        if (to == PolicyState.WITHDRAWN) {
            if (!author) {
                throw new ProblemException(PolicyProblem.NOT_YOURS, "Only " + row.author + " takes it back.");
            }
            return;
        }
        if (!Role.admin.of(caller) && !(Role.approver.of(caller) && inTeam(row.team, caller))) {
            throw new ProblemException(PolicyProblem.NOT_YOURS, "Approvers of the team decide on its policies.");
        }
        if (author && TAKES_HOLD.contains(to)) {
            throw new ProblemException(PolicyProblem.FOUR_EYES, "You proposed it; another person decides.");
        }
    }

    private static void sound(PolicyReport report) {
        if (!report.faults().isEmpty()) {
            throw new ProblemException(PolicyProblem.TEXT_INVALID, report.inWords(), "text", null);
        }
        if (report.cases().isEmpty()) {
            throw ProblemException.invalid("cases", "Give at least one case: a situation and the decision expected.");
        }
        if (!report.ready()) {
            throw new ProblemException(PolicyProblem.CASES_FAILED, report.inWords(), "cases", null);
        }
    }

    private static void bounded(PolicyDraft draft) {
        if (draft.given().length() > LONGEST_TEXT) {
            throw ProblemException.invalid("text", "It has at most " + LONGEST_TEXT + " characters.");
        }
        if (draft.tests().size() > MOST_CASES) {
            throw ProblemException.invalid("cases", "There are at most " + MOST_CASES + ".");
        }
        if (draft.note() != null && draft.note().length() > LONGEST_WORDS) {
            throw ProblemException.invalid("note", "It has at most " + LONGEST_WORDS + " characters.");
        }
        Set<String> names = new HashSet<>();
        for (PolicyCase one : draft.tests()) {
            if (one.name() == null || one.name().isBlank() || !names.add(one.name())) {
                throw ProblemException.invalid("cases", "Each case has a name of its own.");
            }
            if (one.expect() == null) {
                throw ProblemException.invalid("cases", "The case “" + one.name() + "” does not say what it expects.");
            }
        }
    }

    /// A team that is not the caller's looks like one that does not exist.
    ///
    /// @throws ProblemException TEAM_NOT_FOUND
    public void seen(String team, Caller caller) {
        boolean may = inTeam(team, caller) || Role.admin.of(caller) || Role.auditor.of(caller);
        if (!may || people.membersOf(team).isEmpty()) {
            throw new ProblemException(PolicyProblem.TEAM_NOT_FOUND, "Check its name.");
        }
    }

    private static boolean inTeam(String team, Caller caller) {
        return caller.teams().contains(team);
    }

    private static PolicyRevisionRow row(String team, int number) {
        PolicyRevisionRow row = PolicyRevisionRow.find(team, number);
        if (row == null) {
            throw new ProblemException(PolicyProblem.REVISION_NOT_FOUND, team + " has no revision " + number + ".");
        }
        return row;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static String possible(PolicyRevisionRow row) {
        String next = row.state.next().stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
        return "It is " + row.state + (next.isEmpty() ? " and goes nowhere." : " and goes to " + next + ".");
    }
}
