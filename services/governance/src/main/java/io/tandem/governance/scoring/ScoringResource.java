package io.tandem.governance.scoring;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/runs/{agent}/scores`: how real runs were scored.
@Path("/api/v1/runs/{agent}/scores")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs")
public class ScoringResource {
    private final Supplier<ScoringDesk> desk;
    private final SecurityIdentity identity;

    @Inject
    public ScoringResource(Supplier<ScoringDesk> desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    /// @param share of its runs, in percent; 0 turns it off
    /// @param runsADay how many at most, UTC days
    @Schema(name = "NewScoringTerms")
    public record NewTerms(
            @Nullable Integer share, @Nullable Integer runsADay) {}

    @GET
    @Operation(
            operationId = "getAgentScoring",
            summary = "How a share of an agent's real runs was scored, by version and day")
    public AgentScoring get(@PathParam("agent") String agent) {
        return desk.get().of(Caller.of(identity), agent);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "setAgentScoring", summary = "Change how many of an agent's runs are scored")
    public AgentScoring change(@PathParam("agent") String agent, NewTerms body) {
        return desk.get()
                .change(Caller.of(identity), agent, given("share", body.share()), given("runsADay", body.runsADay()));
    }

    private static int given(String field, @Nullable Integer value) {
        if (value == null) {
            throw ProblemException.invalid(field, "This field is required.");
        }
        return value;
    }
}
