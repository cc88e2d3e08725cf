package io.tandem.governance.impact;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.identity.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/impact/work`: tasks and callers that a halt would hit.
@Path("/api/v1/impact/work")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Halts")
public class ImpactResource {
    private final Supplier<ImpactDesk> desk;
    private final SecurityIdentity identity;

    @Inject
    public ImpactResource(Supplier<ImpactDesk> desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    @GET
    @Operation(
            operationId = "previewHaltedWork",
            summary = "Running tasks, tasks that wait for them, and callers since a day ago that a halt would hit")
    public WorkImpact work(
            @QueryParam("scope") @Parameter(description = "agent, tool, connector, team or all") @Nullable String scope,
            @QueryParam("target") @Nullable String target) {
        return desk.get().of(Caller.of(identity), scope, target);
    }
}
