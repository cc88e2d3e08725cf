package io.tandem.governance.worth;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.events.Money;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/worth`: what accepted results saved and cost.
@Path("/api/v1/worth")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Worth", description = "What people accepted, the time that saved, and what it cost")
public class WorthResource {
    private final Supplier<WorthDesk> desk;
    private final SecurityIdentity identity;

    @Inject
    public WorthResource(Supplier<WorthDesk> desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    /// @param minutesSaved by one accepted result
    /// @param hourlyRate what an hour of the people is worth whose time it is
    /// @param callCost of one call of a tool; nothing where it is left out
    @Schema(name = "NewAssumption")
    public record NewAssumption(
            @Nullable Double minutesSaved,
            @Nullable Money hourlyRate,
            @Nullable Money callCost) {}

    @GET
    @Operation(
            operationId = "getWorth",
            summary = "Time saved less cost, by agent, team or month",
            description =
                    "Only results that somebody accepted save time; all tasks cost. Assumptions are told with it.")
    public Worth worth(@QueryParam("by") @DefaultValue("agent") String by) {
        return desk.get().worth(Caller.of(identity), by);
    }

    @PUT
    @Path("/assumptions/{agent}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "setAssumption", summary = "Change what an agent's worth is reckoned with")
    public Assumption assume(@PathParam("agent") String agent, NewAssumption body) {
        return desk.get()
                .assume(
                        Caller.of(identity),
                        agent,
                        given("minutesSaved", body.minutesSaved()),
                        body.hourlyRate(),
                        body.callCost());
    }

    static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw ProblemException.invalid(field, "This field is required.");
        }
        return value;
    }
}
