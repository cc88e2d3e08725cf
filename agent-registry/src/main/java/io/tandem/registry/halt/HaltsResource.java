package io.tandem.registry.halt;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/halts`: kill switches.
@Path("/api/v1/halts")
@Tag(name = "Halts", description = "Kill switches for agents, tools, connectors, teams and everything")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class HaltsResource {
    private final KillSwitch halts;
    private final SecurityIdentity identity;

    @Inject
    public HaltsResource(KillSwitch halts, SecurityIdentity identity) {
        this.halts = halts;
        this.identity = identity;
    }

    @GET
    @Operation(operationId = "listHalts", summary = "What is halted now, newest first")
    public HaltList list() {
        return new HaltList(halts.inForce(Caller.of(identity)), "");
    }

    @GET
    @Path("preview")
    @Operation(operationId = "previewHalt", summary = "Which agents a halt would hit; nothing is halted")
    public HaltReach preview(
            @QueryParam("scope") @Parameter(description = "agent, tool, connector, team or all") @Nullable String scope,
            @QueryParam("target") @Nullable String target) {
        return halts.preview(HaltOrder.Aim.of(scope, target), Caller.of(identity));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setHalt",
            summary = "Halt at once; work that runs is stopped",
            description = "Every gate refuses within 5 seconds. The reason is told to whoever is refused.")
    @APIResponse(
            responseCode = "201",
            description = "The halt",
            content = @Content(schema = @Schema(implementation = HaltView.class)))
    public Response set(@Nullable HaltOrder order) {
        HaltOrder given = order == null ? new HaltOrder(null, null, null) : order;
        HaltView halt = halts.halt(given, Caller.of(identity));
        return Response.created(URI.create("/api/v1/halts/" + halt.id()))
                .entity(halt)
                .build();
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "liftHalt", summary = "Lift a halt; work may begin again, what was stopped stays so")
    public HaltView lift(
            @PathParam("id") long id,
            @QueryParam("reason") @Parameter(description = "Why; kept in the ledger") @Nullable String reason) {
        return halts.lift(id, reason, Caller.of(identity));
    }

    public record HaltList(List<HaltView> items, String nextPageToken) {}
}
