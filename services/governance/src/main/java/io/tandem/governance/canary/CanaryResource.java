package io.tandem.governance.canary;

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
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/canaries`: how versions do that answer a share of the calls.
@Path("/api/v1/canaries")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Canaries", description = "New versions beside the active one, on real runs")
public class CanaryResource {
    private final Supplier<CanaryDesk> desk;
    private final SecurityIdentity identity;

    @Inject
    public CanaryResource(Supplier<CanaryDesk> desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    @GET
    @Operation(
            operationId = "listCanaries",
            summary = "The 20 newest canaries, both versions side by side",
            description = "One starts by moving a version to CANARY, and ends by moving it to ACTIVE or IN_REVIEW.")
    public CanaryList list(@QueryParam("agent") @Nullable String agent) {
        return new CanaryList(desk.get().canaries(Caller.of(identity), agent));
    }

    @Schema(name = "CanaryList")
    public record CanaryList(List<WatchedCanary> items) {}
}
