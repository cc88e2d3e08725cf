package io.tandem.registry.design;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.identity.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/v1/designs`: plain words become a draft, which a person looks at before anything is made of it.
@Path("/api/v1/designs")
@Tag(name = "Designs")
@Authenticated
@RunOnVirtualThread
public class DesignsResource {
    private final DesignDesk desk;
    private final Designs designs;
    private final SecurityIdentity identity;

    @Inject
    public DesignsResource(DesignDesk desk, Designs designs, SecurityIdentity identity) {
        this.desk = desk;
        this.designs = designs;
        this.identity = identity;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "design", summary = "Draft an agent from plain words, or change a draft")
    public DesignResult design(DesignRequest request) {
        return desk.begin(request, Caller.of(identity)).result();
    }

    /// Events `design` (its id), `step` in between, and `result` or `problem` at the end.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Response stream(DesignRequest request) {
        return Response.ok(new DesignStream(desk.begin(request, Caller.of(identity))))
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listDesigns", summary = "Your last designs, newest first")
    public DesignList list() {
        return new DesignList(designs.last(Caller.of(identity)), "");
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getDesign", summary = "A design of yours, finished or not")
    public Designs.Kept get(@PathParam("id") String id) {
        return designs.get(id, Caller.of(identity));
    }

    public record DesignList(List<Designs.Kept> items, String nextPageToken) {}
}
