package io.tandem.governance.use;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.identity.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/v1/runs/{agent}`: how an agent does, day by day and against its beginnings.
@Path("/api/v1/runs/{agent}")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs", description = "How agents do on real runs")
public class UseResource {
    private final Supplier<UseDesk> desk;
    private final SecurityIdentity identity;

    @Inject
    public UseResource(Supplier<UseDesk> desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    @GET
    @Operation(
            operationId = "getAgentRuns",
            summary = "How an agent's runs went: by day, and the newest beside the first 50 of its active version")
    public AgentRuns get(@PathParam("agent") String agent) {
        return desk.get().of(Caller.of(identity), agent);
    }
}
