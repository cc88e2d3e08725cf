package io.tandem.hub.approval;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.hub.access.Page;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/approvals`: calls that wait for somebody's yes.
@Path("/api/v1/approvals")
@Authenticated
@Tag(name = "Approvals", description = "Calls of tools that somebody else approves")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ApprovalsResource {
    private final Approvals approvals;
    private final SecurityIdentity identity;

    @Inject
    ApprovalsResource(Approvals approvals, SecurityIdentity identity) {
        this.approvals = approvals;
        this.identity = identity;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "listApprovals",
            summary = "Approvals of one's teams and those one asked for, newest first")
    public Page<Approval> list(
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("q")
                    @DefaultValue("")
                    @Parameter(description = "Text that occurs in tool, agent, team, person or arguments")
                    String words,
            @QueryParam("pageSize") @Nullable Integer pageSize,
            @QueryParam("pageToken") @DefaultValue("") String after) {
        int size = Page.size(pageSize);
        if (!status.isEmpty() && !Approval.STATES.contains(status)) {
            throw ProblemException.invalid("status", "It is one of " + String.join(", ", Approval.STATES) + ".");
        }
        Approvals.Wanted wanted = new Approvals.Wanted(status, words.strip(), after, size + 1);
        List<Approval> found = approvals.list(wanted, Caller.of(identity));
        return Page.cut(found, Approval::id, size);
    }

    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    @Operation(operationId = "getApproval", summary = "One approval")
    public Approval get(@PathParam("id") String id) {
        return approvals
                .find(id, Caller.of(identity))
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND, "There is no such approval."));
    }

    @POST
    @Path("/{id}")
    @RunOnVirtualThread
    @Operation(operationId = "decideApproval", summary = "Approve or reject; never one's own request")
    public Approval decide(@PathParam("id") String id, @Nullable Verdict body) {
        String decision = body == null ? null : body.decision();
        if (decision == null || !List.of("approve", "reject").contains(decision)) {
            throw ProblemException.invalid("decision", "It is approve or reject.");
        }
        String reason = body == null ? null : body.reason();
        return approvals.decide(id, decision.equals("approve"), reason, Caller.of(identity));
    }

    /// @param decision `approve` or `reject`
    @Schema(name = "ApprovalDecision")
    public record Verdict(
            @Nullable String decision, @Nullable String reason) {}
}
