package io.tandem.governance.replay;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/audit/policy-replays`: what would have changed under other policies.
@Path("/api/v1/audit/policy-replays")
@Authenticated
@Tag(name = "Policies")
public class ReplayResource {
    private static final int USUAL_DAYS = 7;

    private final Supplier<ReplayDesk> desk;
    private final SecurityIdentity identity;

    @Inject
    public ReplayResource(Supplier<ReplayDesk> desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    /// @param team whose recorded calls are asked again
    /// @param text policies in Cedar's language, beside what is built in
    /// @param days how far back, 7 if not given
    public record Body(
            @Nullable String team,
            @Nullable String text,
            @Nullable Integer days) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "replayPolicies",
            summary = "What would have changed: ask policies again what was asked in the last days")
    public ReplayReport replay(Body body) {
        if (body.team() == null || body.text() == null) {
            throw ProblemException.invalid(body.team() == null ? "team" : "text", "This field is required.");
        }
        int days = body.days() == null ? USUAL_DAYS : body.days();
        return desk.get().replay(body.team(), body.text(), days, Caller.of(identity));
    }
}
