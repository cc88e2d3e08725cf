package io.tandem.registry.agent;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.events.AgentRecord.Grant;
import io.tandem.events.AgentRecord.Right;
import io.tandem.kit.identity.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/agents/{name}/grants`: who beside the team may see, call, change or approve.
@Path("/api/v1/agents/{name}/grants")
@Tag(name = "Agents")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class GrantsResource {
    private final Grants grants;
    private final SecurityIdentity identity;

    @Inject
    public GrantsResource(Grants grants, SecurityIdentity identity) {
        this.grants = grants;
        this.identity = identity;
    }

    @GET
    @Operation(operationId = "listGrants", summary = "The agent's grants")
    public GrantList list(@PathParam("name") String name) {
        return new GrantList(grants.list(name, Caller.of(identity)), "");
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "addGrant", summary = "Give a right to a person, team, service or agent")
    @APIResponse(
            responseCode = "201",
            description = "The grant",
            content = @Content(schema = @Schema(implementation = Grants.GrantView.class)))
    public Response add(@PathParam("name") String name, GrantBody body) {
        Grants.GrantView given = grants.add(name, body.grant(), Caller.of(identity));
        return Response.status(Response.Status.CREATED).entity(given).build();
    }

    /// The grant stands in the query.
    @DELETE
    @Operation(operationId = "removeGrant", summary = "Take a right back")
    public void remove(
            @PathParam("name") String name,
            @QueryParam("to") @Nullable String to,
            @QueryParam("right") @Nullable Right right) {
        grants.remove(name, new GrantBody(to, right).grant(), Caller.of(identity));
    }

    public record GrantList(List<Grants.GrantView> items, String nextPageToken) {}

    public record GrantBody(@Nullable String to, @Nullable Right right) {
        Grant grant() {
            return new Grant(AgentsResource.required("to", to), AgentsResource.required("right", right));
        }
    }
}
