package io.tandem.governance.worth;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.identity.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

/// `/api/v1/outcomes`: what people say of a task's result.
@Path("/api/v1/outcomes")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Worth")
public class OutcomesResource {
    private final Supplier<WorthDesk> desk;
    private final SecurityIdentity identity;

    @Inject
    public OutcomesResource(Supplier<WorthDesk> desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    /// @param reason needed to reject and to reopen
    @Schema(name = "NewOutcome")
    public record NewOutcome(
            @Nullable String task,
            Outcome.@Nullable Decision decision,
            @Nullable String reason) {}

    @Schema(name = "OutcomeList")
    public record OutcomeList(List<Outcome> items, String nextPageToken) {}

    @GET
    @Operation(operationId = "listOutcomes", summary = "What was said of a task's result, newest first")
    public OutcomeList outcomes(@QueryParam("task") @Nullable String task) {
        return new OutcomeList(desk.get().of(Caller.of(identity), WorthResource.given("task", task)), "");
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "sayOutcome", summary = "Accept, reject or reopen a task's result")
    public Outcome say(NewOutcome body) {
        return desk.get()
                .say(
                        Caller.of(identity),
                        WorthResource.given("task", body.task()),
                        WorthResource.given("decision", body.decision()),
                        body.reason());
    }
}
