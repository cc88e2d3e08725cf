package io.tandem.hub.approval;

import io.quarkus.agroal.DataSource;
import io.tandem.events.AgentRecord;
import io.tandem.events.ApprovalEvent;
import io.tandem.events.Halt;
import io.tandem.events.Topic;
import io.tandem.hub.publish.Publication;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks for, decides and uses approvals. All of it lives in the database: a restart loses nothing.
@Singleton
public class Approvals {
    private static final String APPROVER = "approver";

    private final javax.sql.DataSource dataSource;
    private final Publication publication;

    @Inject
    public Approvals(@DataSource("hub") javax.sql.DataSource dataSource, Publication publication) {
        this.dataSource = dataSource;
        this.publication = publication;
    }

    /// How an attempt to use an approval went.
    public sealed interface Use {
        /// @param again this very intent has used it before
        record Allowed(boolean again) implements Use {}

        /// @param reason for people
        record Refused(String reason) implements Use {}
    }

    /// The approval of this call, asked for if it is the first time.
    public Approval ask(Approval asked, Duration expiry) {
        return inTransaction(transaction -> {
            Approval fresh = ApprovalTable.insert(transaction, asked, expiry);
            if (fresh != null) {
                publish(transaction, fresh);
                return fresh;
            }
            Approval known = ApprovalTable.byBinding(transaction, asked.bindingHash());
            if (known == null) {
                throw new IllegalStateException("approval " + asked.bindingHash() + " came and went");
            }
            return known;
        });
    }

    /// Uses a granted approval for the intent with that key; the same intent may come again.
    public Use use(String id, String bindingHash, String key) {
        return inTransaction(transaction -> {
            Approval used = ApprovalTable.use(transaction, id, bindingHash, key);
            if (used != null) {
                publish(transaction, used);
                return new Use.Allowed(false);
            }
            return refusal(ApprovalTable.byId(transaction, id), bindingHash, key);
        });
    }

    private static Use refusal(@Nullable Approval known, String bindingHash, String key) {
        if (known == null) {
            return new Use.Refused("There is no such approval.");
        }
        if (!known.bindingHash().equals(bindingHash)) {
            return new Use.Refused("The approval is for another call: task, step, tool or arguments differ.");
        }
        return switch (known.status()) {
            case Approval.USED ->
                key.equals(known.usedKey())
                        ? new Use.Allowed(true)
                        : new Use.Refused("The approval has been used already.");
            case Approval.REJECTED -> new Use.Refused("The call was rejected.");
            case Approval.EXPIRED ->
                new Use.Refused(
                        known.decidedBy() == null
                                ? "Nobody approved the call in time."
                                : "The approval expired before it was used.");
            case Approval.GRANTED -> new Use.Refused("The approval expired before it was used.");
            case Approval.WITHDRAWN -> new Use.Refused("The task that asked for the call has ended.");
            default -> new Use.Refused("The approval has not been granted yet.");
        };
    }

    /// Decides a waiting approval.
    ///
    /// @throws ProblemException NOT_FOUND for what the caller may not see, FORBIDDEN for what they may not decide,
    ///     WITHDRAWN for a call whose task has ended, CONFLICT for what is decided already
    public Approval decide(String id, boolean approve, @Nullable String reason, Caller caller) {
        Approval decided = inTransaction(transaction -> {
            Approval waiting = ApprovalTable.byId(transaction, id);
            if (waiting == null || !maySee(waiting, caller)) {
                throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such approval.")
                        .hiding(waiting != null);
            }
            if (waiting.askedBy(caller.id())) {
                throw new ProblemException(CommonProblem.FORBIDDEN, "Somebody else decides what you asked for.");
            }
            if (!mayDecide(waiting, caller)) {
                throw new ProblemException(
                        CommonProblem.FORBIDDEN, "An approver of the team decides, or who was granted to approve.");
            }
            String status = approve ? Approval.GRANTED : Approval.REJECTED;
            Approval done =
                    ApprovalTable.decide(transaction, id, new ApprovalTable.Verdict(status, caller.id(), reason));
            if (done == null) {
                throw undecidable(ApprovalTable.byId(transaction, id));
            }
            publish(transaction, done);
            return done;
        });
        publication.hint();
        return decided;
    }

    private static ProblemException undecidable(@Nullable Approval known) {
        return known != null && known.status().equals(Approval.WITHDRAWN)
                ? new ProblemException(
                        ApprovalProblem.WITHDRAWN, "Nothing waits for this decision any more; the call is not made.")
                : new ProblemException(CommonProblem.CONFLICT, "The approval is decided or has expired.");
    }

    /// Ends what waited too long for a decision, and what was granted and not used in time, with a no.
    public int expire() {
        return ended(ApprovalTable::expire);
    }

    /// Takes back what tasks that have ended still asked for, and what was granted to them and not used.
    ///
    /// @param tasks ids; those without an open approval change nothing
    public int withdraw(Collection<String> tasks) {
        return ended(transaction -> ApprovalTable.withdraw(transaction, tasks));
    }

    private int ended(Work<List<Approval>> ending) {
        int ended = inTransaction(transaction -> {
            List<Approval> approvals = ending.in(transaction);
            for (Approval approval : approvals) {
                publish(transaction, approval);
            }
            return approvals.size();
        });
        if (ended > 0) {
            publication.hint();
        }
        return ended;
    }

    public Optional<Approval> find(String id, Caller caller) {
        return inTransaction(transaction -> Optional.ofNullable(ApprovalTable.byId(transaction, id)))
                .filter(approval -> maySee(approval, caller));
    }

    /// Newest first: what the caller's teams decide, what they were granted to approve, and what they asked for
    /// themselves.
    public List<Approval> list(Wanted wanted, Caller caller) {
        List<String> teams = seesTeams(caller) ? List.copyOf(caller.teams()) : List.of();
        return inTransaction(transaction ->
                ApprovalTable.list(transaction, new ApprovalTable.Search(wanted, teams, caller.id(), granted(caller))));
    }

    /// What waits and a halt would hit, in the caller's teams; in all for administrators and auditors.
    ///
    /// @throws ProblemException FORBIDDEN
    WaitingImpact waiting(Halt.Scope scope, String target, Caller caller) {
        if (!seesTeams(caller)) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "Operators, approvers, auditors and administrators see this.");
        }
        boolean all = caller.roles().contains("admin") || caller.roles().contains("auditor");
        return inTransaction(
                transaction -> ApprovalTable.waiting(transaction, scope, target, all ? null : caller.teams()));
    }

    /// Which approvals to list.
    ///
    /// @param status empty for any
    /// @param text empty for any
    /// @param after the id that the last page ended with, or empty
    public record Wanted(String status, String text, String after, int limit) {}

    private boolean maySee(Approval approval, Caller caller) {
        return approval.askedBy(caller.id())
                || seesTeams(caller) && caller.teams().contains(approval.team())
                || granted(approval, caller);
    }

    private static boolean seesTeams(Caller caller) {
        return List.of(APPROVER, "operator", "auditor", "admin").stream().anyMatch(caller.roles()::contains);
    }

    private boolean mayDecide(Approval approval, Caller caller) {
        boolean ofTeam = caller.roles().contains(APPROVER) && caller.teams().contains(approval.team());
        return ofTeam || granted(approval, caller);
    }

    /// A grant `approve` on the agent, to the person or to one of their teams.
    private boolean granted(Approval approval, Caller caller) {
        return publication
                .agent(approval.agent())
                .filter(agent -> mayApprove(agent, caller))
                .isPresent();
    }

    /// The agents whose calls the caller was granted to approve.
    private List<String> granted(Caller caller) {
        return publication.agents().stream()
                .filter(agent -> mayApprove(agent, caller))
                .map(agent -> ((AgentRecord.Pointer) agent).name())
                .toList();
    }

    private static boolean mayApprove(AgentRecord agent, Caller caller) {
        return agent instanceof AgentRecord.Pointer pointer
                && pointer.grants().stream()
                        .filter(grant -> grant.right() == AgentRecord.Right.approve)
                        .anyMatch(grant -> grant.to().equals(caller.id())
                                || grant.to().startsWith("team:")
                                        && caller.teams().contains(grant.to().substring("team:".length())));
    }

    private void publish(Connection transaction, Approval approval) throws SQLException {
        ApprovalEvent event = approval.event(Instant.now());
        publication.event(
                transaction,
                Topic.HUB_APPROVALS,
                approval.taskId(),
                new Publication.Event(ApprovalEvent.TYPE, approval.team(), event));
    }

    private interface Work<T> {
        T in(Connection transaction) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) {
        try (Connection transaction = dataSource.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                T result = work.in(transaction);
                transaction.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                transaction.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new ProblemException(CommonProblem.UNAVAILABLE, "The hub's database cannot be used.", null, e);
        }
    }
}
