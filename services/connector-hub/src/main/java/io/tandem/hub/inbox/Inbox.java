package io.tandem.hub.inbox;

import io.tandem.hub.approval.Approval;
import io.tandem.hub.approval.ApprovalProblem;
import io.tandem.hub.approval.Approvals;
import io.tandem.hub.approval.Deciders;
import io.tandem.hub.inbox.InboxPage.View;
import io.tandem.hub.publish.Publication;
import io.tandem.hub.publish.Transactions;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What waits for whom, and who takes care of it. An assignment says who looks at it; who may decide does not change.
@Singleton
public class Inbox {
    private static final String PERSON = "person:";

    private final Transactions transactions;
    private final Publication publication;
    private final Approvals approvals;
    private final Deciders deciders;

    @Inject
    public Inbox(Transactions transactions, Publication publication, Approvals approvals, Deciders deciders) {
        this.transactions = transactions;
        this.publication = publication;
        this.approvals = approvals;
        this.deciders = deciders;
    }

    /// What is looked for in a view.
    ///
    /// @param agent empty for any
    /// @param tool `connector/tool`, empty for any
    /// @param text empty for any
    /// @param after the id that the last page ended with, or empty
    public record Wanted(View view, String agent, String tool, String text, String after, int limit) {}

    /// One page, and the counts of all views.
    ///
    /// @param wanted its limit is one more than the page may hold
    public InboxPage page(Wanted wanted, Caller caller) {
        InboxTable.Whose whose = new InboxTable.Whose(caller.id(), deciders.teams(caller), deciders.agents(caller));
        return transactions.run(transaction -> {
            note(transaction, caller);
            List<Approval> found = InboxTable.page(transaction, whose, wanted);
            boolean more = found.size() == wanted.limit();
            List<Approval> shown = more ? found.subList(0, found.size() - 1) : found;
            return new InboxPage(shown, more ? shown.getLast().id() : "", InboxTable.counts(transaction, whose));
        });
    }

    private void note(Connection transaction, Caller caller) throws SQLException {
        boolean decides =
                caller.roles().contains("approver") || !deciders.agents(caller).isEmpty();
        if (caller.kind() == Caller.Kind.person && decides) {
            InboxTable.seen(transaction, caller);
        }
    }

    /// Names of the people to whom it can be given: those who came before and may decide on it.
    public List<String> candidates(Approval approval) {
        return transactions.run(InboxTable::approvers).stream()
                .filter(known -> deciders.mayDecide(approval, known))
                .map(Caller::name)
                .toList();
    }

    /// Gives an approval to a person: to oneself (a claim), or to somebody else who may decide on it (a delegation).
    ///
    /// @param reason needed unless one takes what nobody has
    /// @throws ProblemException as [Approvals#decidable]; NO_APPROVER for who may not decide on it, TAKEN without a
    ///     reason for what somebody has, or when somebody was faster
    public Approval assign(String id, String person, @Nullable String reason, Caller caller) {
        Approval known = approvals.decidable(id, null, caller);
        String to = person.startsWith(PERSON) ? person : PERSON + person;
        boolean claim = to.equals(caller.id());
        if (!claim && candidates(known).stream().noneMatch(name -> to.equals(PERSON + name))) {
            throw new ProblemException(
                    ApprovalProblem.NO_APPROVER,
                    "It can be given to " + said(candidates(known)) + ". Whoever may decide appears here once they have"
                            + " opened their approvals.",
                    "person",
                    null);
        }
        Approval.Assignment before = known.assignment();
        if (reason == null && before != null && !before.person().equals(caller.id())) {
            throw new ProblemException(
                    ApprovalProblem.TAKEN, before.person() + " takes care of it; say why it changes hands.");
        }
        if (reason == null && !claim) {
            throw ProblemException.invalid("reason", "Say why; it is kept and shown to whoever gets it.");
        }
        Approval.Assignment next = new Approval.Assignment(to, caller.id(), Instant.now(), reason);
        return change(known, next, new Approvals.Note("approval.assigned", caller.id(), reason, to), caller);
    }

    /// Nobody takes care of it any more.
    ///
    /// @throws ProblemException as [Approvals#decidable]
    public Approval release(String id, Caller caller) {
        Approval known = approvals.decidable(id, null, caller);
        return change(known, null, new Approvals.Note("approval.released", caller.id(), null, null), caller);
    }

    private Approval change(Approval known, Approval.@Nullable Assignment next, Approvals.Note note, Caller caller) {
        Approval.Assignment before = known.assignment();
        Approval changed = transactions.run(transaction -> {
            Approval done = InboxTable.assign(
                    transaction, known.id(), next, caller.id(), before == null ? null : before.person());
            if (done == null) {
                throw known.status().equals(Approval.WAITING)
                        ? new ProblemException(ApprovalProblem.TAKEN, "Somebody was faster; look at it as it is now.")
                        : new ProblemException(CommonProblem.CONFLICT, "The approval does not wait any more.");
            }
            approvals.audit(transaction, done, note);
            return done;
        });
        publication.hint();
        return changed;
    }

    private static String said(List<String> names) {
        return names.isEmpty() ? "nobody yet" : String.join(", ", names);
    }
}
