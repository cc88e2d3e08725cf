package io.tandem.hub.approval;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.events.Halt;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/impact/approvals`: waiting approvals that a halt would hit.
@Path("/api/v1/impact/approvals")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Halts")
public class WaitingImpactResource {
    private final Approvals approvals;
    private final SecurityIdentity identity;

    @Inject
    WaitingImpactResource(Approvals approvals, SecurityIdentity identity) {
        this.approvals = approvals;
        this.identity = identity;
    }

    @GET
    @Operation(operationId = "previewHaltedApprovals", summary = "Waiting approvals that a halt would hit")
    public WaitingImpact waiting(
            @QueryParam("scope") @Parameter(description = "agent, tool, connector, team or all") @Nullable String scope,
            @QueryParam("target") @Nullable String target) {
        Halt.Scope wanted = Arrays.stream(Halt.Scope.values())
                .filter(known -> known.name().equals(scope))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "scope", "It is one of " + Arrays.toString(Halt.Scope.values()) + "."));
        if (wanted != Halt.Scope.all && (target == null || target.isBlank())) {
            throw ProblemException.invalid("target", "Name the " + wanted + ".");
        }
        return approvals.waiting(wanted, target == null ? "" : target.strip(), Caller.of(identity));
    }
}
