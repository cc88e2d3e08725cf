package io.tandem.registry.policy;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.policy.PolicyText;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/policies`: what teams are judged by, beside what is built in.
@Path("/api/v1/policies")
@Tag(name = "Policies")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class PoliciesResource {
    private final Policies policies;
    private final SecurityIdentity identity;

    @Inject
    public PoliciesResource(Policies policies, SecurityIdentity identity) {
        this.policies = policies;
        this.identity = identity;
    }

    @GET
    @Path("built-in")
    @Operation(operationId = "getBuiltInPolicies", summary = "The policies that hold for every team")
    public BuiltIn builtIn() {
        return new BuiltIn(PolicyText.BUILT_IN, PolicyText.hash(""));
    }

    @GET
    @Path("{team}")
    @Operation(operationId = "listPolicies", summary = "A team's revisions, newest first")
    public PolicyList list(@PathParam("team") String team) {
        return new PolicyList(policies.list(team, Caller.of(identity)), "");
    }

    @GET
    @Path("{team}/schema")
    @Operation(operationId = "getPolicySchema", summary = "What a team's policies can speak of")
    public SchemaText schema(@PathParam("team") String team) {
        return new SchemaText(policies.schema(team, Caller.of(identity)));
    }

    @POST
    @Path("{team}/check")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "checkPolicies", summary = "Try policies and their cases out; nothing is kept")
    public PolicyReport check(@PathParam("team") String team, PolicyDraft draft) {
        return policies.check(team, draft, Caller.of(identity));
    }

    @POST
    @Path("{team}/revisions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "proposePolicies", summary = "Keep policies as the team's next revision")
    @APIResponse(
            responseCode = "201",
            description = "The revision",
            content = @Content(schema = @Schema(implementation = PolicyView.class)))
    public Response propose(@PathParam("team") String team, PolicyDraft draft) {
        PolicyView kept = policies.propose(team, draft, Caller.of(identity));
        return Response.created(URI.create("/api/v1/policies/" + team + "/revisions/" + kept.number()))
                .entity(kept)
                .build();
    }

    @GET
    @Path("{team}/revisions/{number}")
    @Operation(operationId = "getPolicies", summary = "One revision with its text, cases and moves")
    public PolicyView get(@PathParam("team") String team, @PathParam("number") int number) {
        return policies.get(team, number, Caller.of(identity));
    }

    @POST
    @Path("{team}/revisions/{number}/moves")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "movePolicies", summary = "Observe, enforce, replace, reject or withdraw a revision")
    public PolicyView move(@PathParam("team") String team, @PathParam("number") int number, MoveBody body) {
        return policies.move(team, number, body.state(), body.reason(), Caller.of(identity));
    }

    public record BuiltIn(String text, String hash) {}

    public record SchemaText(String schema) {}

    public record PolicyList(List<PolicyView> items, String nextPageToken) {}

    /// @param to a [PolicyState]
    public record MoveBody(@Nullable String to, @Nullable String reason) {
        PolicyState state() {
            return Arrays.stream(PolicyState.values())
                    .filter(state -> state.name().equals(to))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.invalid(
                            "to", "It is one of " + Arrays.toString(PolicyState.values()) + "."));
        }
    }
}
