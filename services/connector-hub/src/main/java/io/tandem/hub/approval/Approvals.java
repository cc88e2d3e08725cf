package io.tandem.hub.approval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.ApprovalEvent;
import io.tandem.events.AuditEvent;
import io.tandem.events.Halt;
import io.tandem.events.Topic;
import io.tandem.hub.publish.Publication;
import io.tandem.hub.publish.Transactions;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks for, decides and uses approvals. All of it lives in the database: a restart loses nothing.
@Singleton
public class Approvals {
    /// Who calls to mind, in records.
    private static final String HUB = "service:tandem-hub";

    private final Transactions transactions;
    private final Publication publication;
    private final Deciders deciders;

    @Inject
    public Approvals(Transactions transactions, Publication publication, Deciders deciders) {
        this.transactions = transactions;
        this.publication = publication;
        this.deciders = deciders;
    }

    /// How an attempt to use an approval went.
    public sealed interface Use {
        /// @param again this very intent has used it before
        record Allowed(boolean again) implements Use {}

        /// @param reason for people
        record Refused(String reason) implements Use {}
    }

    /// The approval of this call, asked for if it is the first time.
    ///
    /// @param due from now on, when a decision is wanted
    /// @param expiry from now on, when there is a no without one
    public Approval ask(Asking asking, Duration due, Duration expiry) {
        return transactions.run(transaction -> {
            Approval fresh = ApprovalTable.insert(
                    transaction, UUID.randomUUID().toString(), asking, new ApprovalTable.Terms(due, expiry));
            if (fresh != null) {
                publish(transaction, fresh);
                return fresh;
            }
            String hash = asking.call().hash();
            Approval known = ApprovalTable.byBinding(transaction, hash);
            if (known == null) {
                throw new IllegalStateException("approval " + hash + " came and went");
            }
            return known;
        });
    }

    /// Uses a granted approval for the intent with that key; the same intent may come again.
    public Use use(String id, String bindingHash, String key) {
        return transactions.run(transaction -> {
            Approval used = ApprovalTable.use(transaction, id, bindingHash, key);
            if (used != null) {
                publish(transaction, used);
                return new Use.Allowed(false);
            }
            return refusal(ApprovalTable.byId(transaction, id), bindingHash, key);
        });
    }

    /// Takes a use back: the call with that key was certainly not made, and is asked for again.
    public void release(String id, String key) {
        transactions.run(transaction -> ApprovalTable.release(transaction, id, key));
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

    /// What is said about an approval that waits.
    ///
    /// @param hash the binding hash that was shown; null if it was not said which
    /// @param arguments what may be called instead, only with a yes; null for exactly what was asked for
    public record Verdict(
            boolean approve,
            @Nullable String hash,
            @Nullable JsonNode arguments,
            @Nullable String reason) {}

    /// Decides a waiting approval.
    ///
    /// @throws ProblemException as [#decidable]; WITHDRAWN for a call whose task has ended, CONFLICT for what is
    ///     decided already
    public Approval decide(String id, Verdict verdict, Caller caller) {
        Approval decided = transactions.run(transaction -> {
            Approval waiting = decidable(transaction, id, verdict.hash(), caller);
            if (verdict.approve() && verdict.arguments() != null) {
                ApprovalTable.change(transaction, id, waiting.binding().with(verdict.arguments()));
            }
            String status = verdict.approve() ? Approval.GRANTED : Approval.REJECTED;
            Approval done = ApprovalTable.decide(
                    transaction, id, new ApprovalTable.Verdict(status, caller.id(), verdict.reason()));
            if (done == null) {
                throw undecidable(ApprovalTable.byId(transaction, id));
            }
            publish(transaction, done);
            return done;
        });
        publication.hint();
        return decided;
    }

    /// The approval, if the caller may decide on it.
    ///
    /// @throws ProblemException NOT_FOUND for what the caller may not see, FORBIDDEN for what they may not decide,
    ///     CHANGED if it is not the one that they were shown
    public Approval decidable(String id, @Nullable String hash, Caller caller) {
        return transactions.run(transaction -> decidable(transaction, id, hash, caller));
    }

    private Approval decidable(Connection transaction, String id, @Nullable String hash, Caller caller)
            throws SQLException {
        Approval known = ApprovalTable.byId(transaction, id);
        if (known == null || !deciders.maySee(known, caller)) {
            throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such approval.").hiding(known != null);
        }
        if (known.askedBy(caller.id())) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "Somebody else decides what you asked for.");
        }
        if (!deciders.mayDecide(known, caller)) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "An approver of the team decides, or who was granted to approve.");
        }
        if (hash != null && !hash.equals(known.bindingHash())) {
            throw new ProblemException(
                    ApprovalProblem.CHANGED, "The hash is that of another call; look at the approval as it is now.");
        }
        return known;
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

    private int ended(Transactions.Work<List<Approval>> ending) {
        int ended = transactions.run(transaction -> {
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

    /// Calls to mind what waits and is about to be due, or to expire.
    public int remind() {
        int reminded = transactions.run(transaction -> {
            List<Approval> approvals = ApprovalTable.remind(transaction);
            for (Approval approval : approvals) {
                audit(transaction, approval, new Note("approval.reminded", HUB, null, null));
            }
            return approvals.size();
        });
        if (reminded > 0) {
            publication.hint();
        }
        return reminded;
    }

    /// What happened to an approval beside its decision, for the record.
    public record Note(
            String action,
            String actor,
            @Nullable String reason,
            @Nullable String to) {}

    /// Records it in the current transaction.
    public void audit(Connection transaction, Approval approval, Note note) throws SQLException {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.put("taskId", approval.taskId())
                .put("tool", approval.connector() + "/" + approval.tool())
                .put("agent", approval.agent());
        details.put("dueAt", approval.dueAt().toString())
                .put("expiresAt", approval.expiresAt().toString());
        if (note.to() != null) {
            details.put("to", note.to());
        }
        publication.audit(
                transaction,
                new AuditEvent(
                        AuditEvent.SCHEMA,
                        note.action(),
                        note.actor(),
                        approval.team(),
                        approval.id(),
                        "allowed",
                        note.reason(),
                        details,
                        Instant.now()));
    }

    public Optional<Approval> find(String id, Caller caller) {
        return transactions
                .run(transaction -> Optional.ofNullable(ApprovalTable.byId(transaction, id)))
                .filter(approval -> deciders.maySee(approval, caller));
    }

    /// Newest first: what the caller's teams decide, what they were granted to approve, and what they asked for
    /// themselves.
    public List<Approval> list(Wanted wanted, Caller caller) {
        ApprovalTable.Search search =
                new ApprovalTable.Search(wanted, deciders.teams(caller), caller.id(), deciders.agents(caller));
        return transactions.run(transaction -> ApprovalTable.list(transaction, search));
    }

    /// What waits and a halt would hit, in the caller's teams; in all for administrators and auditors.
    ///
    /// @throws ProblemException FORBIDDEN
    WaitingImpact waiting(Halt.Scope scope, String target, Caller caller) {
        if (!Deciders.seesTeams(caller)) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "Operators, approvers, auditors and administrators see this.");
        }
        boolean all = caller.roles().contains("admin") || caller.roles().contains("auditor");
        return transactions.run(
                transaction -> ApprovalTable.waiting(transaction, scope, target, all ? null : caller.teams()));
    }

    /// Which approvals to list.
    ///
    /// @param status empty for any
    /// @param text empty for any
    /// @param after the id that the last page ended with, or empty
    public record Wanted(String status, String text, String after, int limit) {}

    private void publish(Connection transaction, Approval approval) throws SQLException {
        ApprovalEvent event = approval.event(Instant.now());
        publication.event(
                transaction,
                Topic.HUB_APPROVALS,
                approval.taskId(),
                new Publication.Event(ApprovalEvent.TYPE, approval.team(), event));
    }
}
