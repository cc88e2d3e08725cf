package io.tandem.hub.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.hub.access.Page;
import io.tandem.hub.approval.Approval;
import io.tandem.hub.approval.Approvals;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
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
    private final Inbox inbox;
    private final Decisions decisions;
    private final FactSheet facts;
    private final SecurityIdentity identity;

    @Inject
    ApprovalsResource(
            Approvals approvals, Inbox inbox, Decisions decisions, FactSheet facts, SecurityIdentity identity) {
        this.approvals = approvals;
        this.inbox = inbox;
        this.decisions = decisions;
        this.facts = facts;
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
        List<Approval> found = approvals.list(wanted, caller());
        return Page.cut(found, Approval::id, size);
    }

    @GET
    @Path("/inbox")
    @RunOnVirtualThread
    @Operation(operationId = "approvalInbox", summary = "What waits for a decision, soonest due first, with counts")
    public InboxPage inbox(
            @BeanParam Query query,
            @QueryParam("pageSize") @Nullable Integer pageSize,
            @QueryParam("pageToken") @DefaultValue("") String after) {
        return inbox.page(query.wanted(after, Page.size(pageSize) + 1), caller());
    }

    /// What of the inbox to show.
    public static class Query {
        @QueryParam("view")
        @DefaultValue("team")
        @Parameter(description = "assigned, team, unassigned or submitted")
        String view = "";

        @QueryParam("agent")
        @DefaultValue("")
        String agent = "";

        @QueryParam("tool")
        @DefaultValue("")
        @Parameter(description = "As connector/tool")
        String tool = "";

        @QueryParam("q")
        @DefaultValue("")
        @Parameter(description = "Text that occurs in tool, agent, team, person or arguments")
        String words = "";

        Inbox.Wanted wanted(String after, int limit) {
            InboxPage.View wanted = Arrays.stream(InboxPage.View.values())
                    .filter(known -> known.name().equals(view))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.invalid(
                            "view", "It is one of " + Arrays.toString(InboxPage.View.values()) + "."));
            return new Inbox.Wanted(wanted, agent, tool, words.strip(), after, limit);
        }
    }

    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    @Operation(operationId = "getApproval", summary = "One approval")
    public Approval get(@PathParam("id") String id) {
        return seen(id);
    }

    @GET
    @Path("/{id}/facts")
    @RunOnVirtualThread
    @Operation(
            operationId = "approvalFacts",
            summary = "What an approver looks at: the exact call, its effect, and similar decisions")
    public ApprovalFacts facts(@PathParam("id") String id) {
        return facts.of(seen(id), caller());
    }

    @POST
    @Path("/{id}")
    @RunOnVirtualThread
    @Operation(
            operationId = "decideApproval",
            summary = "Approve, reject, or approve with changed arguments; never one's own request")
    public Approval decide(@PathParam("id") String id, @Nullable Decided body) {
        String decision = body == null ? null : body.decision();
        if (body == null
                || decision == null
                || !List.of("approve", "reject", "edit").contains(decision)) {
            throw ProblemException.invalid("decision", "It is approve, reject or edit.");
        }
        boolean edit = decision.equals("edit");
        JsonNode arguments = body.arguments();
        if (edit != (arguments != null && !arguments.isNull())) {
            throw ProblemException.invalid(
                    "arguments", "They come with edit, whole, and with nothing else: what is to be called instead.");
        }
        if (edit && blank(body.reason())) {
            throw ProblemException.invalid("reason", "Say why it is changed; the agent is told.");
        }
        Approvals.Verdict verdict =
                new Approvals.Verdict(!decision.equals("reject"), body.hash(), edit ? arguments : null, body.reason());
        return decisions.decide(id, verdict, caller());
    }

    @POST
    @Path("/decisions")
    @RunOnVirtualThread
    @Operation(
            operationId = "decideApprovals",
            summary = "Approve or reject several calls of one tool; each is decided, and may fail, by itself")
    public DecidedAll decideAll(@Nullable DecideAll body) {
        String decision = body == null ? null : body.decision();
        if (body == null || decision == null || !List.of("approve", "reject").contains(decision)) {
            throw ProblemException.invalid("decision", "It is approve or reject.");
        }
        String reason = body.reason();
        if (reason == null || blank(reason)) {
            throw ProblemException.invalid("reason", "Say why; it is kept with each decision.");
        }
        List<Decisions.Shown> shown = body.approvals() == null ? List.of() : body.approvals();
        return new DecidedAll(decisions.decideAll(shown, decision.equals("approve"), reason, caller()));
    }

    @PUT
    @Path("/{id}/assignee")
    @RunOnVirtualThread
    @Operation(operationId = "assignApproval", summary = "Take care of it, or give it to somebody who may decide")
    public Approval assign(@PathParam("id") String id, @Nullable Assignee body) {
        String person = body == null ? null : body.person();
        if (body == null || person == null || person.isBlank()) {
            throw ProblemException.invalid("person", "Name who takes care of it.");
        }
        return inbox.assign(id, person.strip(), blank(body.reason()) ? null : body.reason(), caller());
    }

    @DELETE
    @Path("/{id}/assignee")
    @RunOnVirtualThread
    @Operation(operationId = "releaseApproval", summary = "Nobody takes care of it any more")
    public Approval release(@PathParam("id") String id) {
        return inbox.release(id, caller());
    }

    private Approval seen(String id) {
        return approvals
                .find(id, caller())
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND, "There is no such approval."));
    }

    private Caller caller() {
        return Caller.of(identity);
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /// @param decision `approve`, `reject`, or `edit`: approve with other arguments
    /// @param hash the binding hash that was shown; with it nothing else can be decided on by mistake
    /// @param arguments all of them, only with `edit`
    @Schema(name = "ApprovalDecision")
    public record Decided(
            @Nullable String decision,
            @Nullable String reason,
            @Nullable String hash,
            @Nullable JsonNode arguments) {}

    /// @param decision `approve` or `reject`
    @Schema(name = "ApprovalBulkDecision")
    public record DecideAll(
            @Nullable String decision,
            @Nullable String reason,
            @Nullable List<Decisions.Shown> approvals) {}

    /// In the order in which they were named.
    @Schema(name = "ApprovalBulkResults")
    public record DecidedAll(List<Decisions.Result> results) {}

    /// @param person the user name
    /// @param reason why, unless one takes what nobody has
    @Schema(name = "ApprovalAssignee")
    public record Assignee(
            @Nullable String person, @Nullable String reason) {}
}
