package io.tandem.hub.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.ToolRecord;
import io.tandem.hub.approval.Approval;
import io.tandem.hub.approval.ApprovalProblem;
import io.tandem.hub.approval.Approvals;
import io.tandem.hub.approval.Approvals.Verdict;
import io.tandem.hub.call.Recheck;
import io.tandem.hub.connector.HubSettings;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Takes decisions: as asked, changed, or several of one tool at once.
@Singleton
public class Decisions {
    private final Approvals approvals;
    private final Recheck recheck;
    private final HubSettings settings;

    @Inject
    public Decisions(Approvals approvals, Recheck recheck, HubSettings settings) {
        this.approvals = approvals;
        this.recheck = recheck;
        this.settings = settings;
    }

    /// Decides on one. Changed arguments are ruled on first, as if the agent had asked for them.
    ///
    /// @throws ProblemException as [Approvals#decide]; EDIT_REFUSED for what schema or policies do not allow
    public Approval decide(String id, Verdict verdict, Caller caller) {
        JsonNode changed = verdict.arguments();
        if (changed != null) {
            Approval waiting = approvals.decidable(id, verdict.hash(), caller);
            recheck.fault(waiting, changed).ifPresent(fault -> {
                throw new ProblemException(ApprovalProblem.EDIT_REFUSED, fault, "arguments", null);
            });
            if (waiting.binding().with(changed).hash().equals(waiting.bindingHash())) {
                return approvals.decide(id, new Verdict(true, verdict.hash(), null, verdict.reason()), caller);
            }
        }
        return approvals.decide(id, verdict, caller);
    }

    /// One of several: which, and what was shown.
    @Schema(name = "ApprovalShown")
    public record Shown(@Nullable String id, @Nullable String hash) {}

    /// What became of one of several.
    ///
    /// @param status the approval's, null where it was not decided
    /// @param problem the type of the problem, as it would be for this one alone; null where it was decided
    @Schema(name = "ApprovalBulkResult")
    public record Result(
            String id,
            @Nullable String status,
            @Nullable String problem,
            @Nullable String detail) {}

    /// Decides on each by itself, one after the other: what fails is told and keeps nothing else from being decided.
    ///
    /// @throws ProblemException BULK_REFUSED for too many, for several tools, and for too many yeses to calls that
    ///     must not happen twice; nothing is decided then
    public List<Result> decideAll(List<Shown> shown, boolean approve, String reason, Caller caller) {
        checkTogether(shown, approve, caller);
        List<Result> results = new ArrayList<>();
        for (Shown one : shown) {
            String id = String.valueOf(one.id());
            try {
                Approval done = approvals.decide(id, new Verdict(approve, one.hash(), null, reason), caller);
                results.add(new Result(id, done.status(), null, null));
            } catch (ProblemException e) {
                results.add(new Result(id, null, e.kind().row().slug(), e.getMessage()));
            }
        }
        return results;
    }

    private void checkTogether(List<Shown> shown, boolean approve, Caller caller) {
        if (shown.isEmpty() || shown.size() > settings.approvalBulk()) {
            throw refused("Between 1 and " + settings.approvalBulk() + " are decided at once.");
        }
        Set<String> tools = new HashSet<>();
        Set<String> ids = new HashSet<>();
        int once = 0;
        for (Shown one : shown) {
            if (one.id() == null || one.hash() == null) {
                throw ProblemException.invalid("approvals", "Each has the id and the hash that were shown.");
            }
            if (!ids.add(one.id())) {
                throw refused("Each is named once.");
            }
            Approval known = approvals.find(one.id(), caller).orElse(null);
            if (known != null) {
                tools.add(known.connector() + "/" + known.tool());
                once += known.effect() == ToolRecord.Effect.AT_MOST_ONCE ? 1 : 0;
            }
        }
        if (tools.size() > 1) {
            throw refused("They are calls of several tools: " + String.join(", ", tools) + ". Decide on one tool's.");
        }
        if (approve && once > settings.approvalBulkOnce()) {
            throw refused("These calls cannot be undone or repeated safely; at most " + settings.approvalBulkOnce()
                    + " of them are approved at once.");
        }
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ApprovalProblem.BULK_REFUSED, detail, "approvals", null);
    }
}
