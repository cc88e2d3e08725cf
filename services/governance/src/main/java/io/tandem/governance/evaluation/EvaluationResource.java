package io.tandem.governance.evaluation;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/evaluations`: what versions were asked and how they did.
@Path("/api/v1/evaluations")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Evaluations", description = "The gate before a version may become active")
public class EvaluationResource {
    private final Supplier<EvaluationDesk> desk;
    private final SecurityIdentity identity;

    @Inject
    public EvaluationResource(Supplier<EvaluationDesk> desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    /// Which evaluations to list.
    public static class Query {
        @QueryParam("agent")
        @Nullable
        String agent;

        @QueryParam("version")
        @Nullable
        String version;

        @QueryParam("state")
        @Nullable
        String state;

        @QueryParam("q")
        @Nullable
        String q;

        EvaluationPages.Wanted wanted() {
            return new EvaluationPages.Wanted(
                    null,
                    agent,
                    version,
                    EvaluationDesk.state(state).map(Enum::name).orElse(null),
                    q);
        }
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "listEvaluations", summary = "List evaluations, newest first")
    public EvaluationPages.Page list(
            @BeanParam Query query,
            @QueryParam("pageSize") @Nullable Integer pageSize,
            @QueryParam("pageToken") @Nullable String pageToken) {
        return desk.get().page(Caller.of(identity), query.wanted(), pageSize, pageToken);
    }

    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    @Operation(
            operationId = "getEvaluation",
            summary = "One evaluation with the evidence of each case, also while it runs")
    public Evaluation one(@PathParam("id") String id) {
        return desk.get().one(Caller.of(identity), id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "evaluate",
            summary = "Evaluate a version",
            description = "Answers at once; the evaluation runs in the background.")
    @APIResponse(
            responseCode = "202",
            description = "The evaluation that is queued",
            content = @Content(schema = @Schema(implementation = Evaluation.class)))
    public Response ask(@Nullable Ask body) {
        Evaluation asked = desk.get().ask(Caller.of(identity), wish(body));
        return Response.accepted(asked)
                .header("Location", "/api/v1/evaluations/" + asked.id())
                .build();
    }

    /// What to evaluate.
    ///
    /// @param version its number, as text or number
    /// @param against the version to compare with, as number or `agent@number`; `none` for no comparison;
    ///     absent for the active one
    /// @param repeat how often each case runs, 1 to 10; absent for what the definition says
    /// @param tiers `["fast", "deep"]` to ask this version on both, instead of comparing it with another one
    @Schema(name = "EvaluationRequest")
    public record Ask(
            @Nullable String agent,
            @Nullable String version,
            @Nullable String against,
            @Nullable Integer repeat,
            @Nullable List<String> tiers) {
        boolean onBothTiers() {
            if (tiers == null || tiers.isEmpty()) {
                return false;
            }
            if (!Set.copyOf(tiers).equals(Set.of("fast", "deep"))) {
                throw ProblemException.invalid("tiers", "It is [\"fast\", \"deep\"], or left out.");
            }
            if (against != null && !against.isBlank()) {
                throw ProblemException.invalid("tiers", "Compare tiers or versions: leave out one of them.");
            }
            return true;
        }
    }

    private static EvaluationDesk.Wish wish(@Nullable Ask body) {
        return new EvaluationDesk.Wish(
                given("agent", body == null ? null : body.agent()),
                given("version", body == null ? null : body.version()),
                body == null || body.against() == null || body.against().isBlank() ? null : body.against(),
                body != null && body.onBothTiers(),
                body == null ? null : body.repeat());
    }

    private static String given(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw ProblemException.invalid(field, "This field is required.");
        }
        return value;
    }
}
