package io.tandem.governance.rerun;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/replays`: real requests asked of another version, with the outcomes that are on record.
@Path("/api/v1/replays")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Evaluations")
public class RequestReplaysResource {
    private static final int USUAL_DAYS = 7;
    private static final int USUAL_MOST = 50;

    private final Supplier<RequestReplayDesk> desk;
    private final SecurityIdentity identity;

    @Inject
    public RequestReplaysResource(Supplier<RequestReplayDesk> desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    @Schema(name = "RequestReplayList")
    public record Replays(List<RequestReplay> items, String nextPageToken) {}

    /// @param version its number
    /// @param days how far back, 1 to 30; 7 where nothing is said
    /// @param most how many requests at most, 1 to 500; 50 where nothing is said
    /// @param judge a judge of the team that counts; it says whether other words say the same
    @Schema(name = "NewRequestReplay")
    public record Ask(
            @Nullable String agent,
            @Nullable String version,
            @Nullable Integer days,
            @Nullable Integer most,
            @Nullable String judge) {}

    @GET
    @Operation(operationId = "listReplays", summary = "Replays of requests, newest first")
    public Replays list(@QueryParam("agent") @Nullable String agent) {
        return new Replays(desk.get().all(Caller.of(identity), agent), "");
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getReplay", summary = "One replay, request by request, also while it runs")
    public RequestReplay one(@PathParam("id") String id) {
        return desk.get().one(Caller.of(identity), id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replayRequests",
            summary = "Ask a version what people asked its agent lately",
            description = "Answers at once; it runs in the background. No tool and no other agent is called.")
    @APIResponse(
            responseCode = "202",
            description = "The replay that is queued",
            content = @Content(schema = @Schema(implementation = RequestReplay.class)))
    public Response ask(Ask body) {
        RequestReplay asked = desk.get()
                .ask(
                        Caller.of(identity),
                        new RequestReplayDesk.Wish(
                                given("agent", body.agent()),
                                given("version", body.version()),
                                body.days() == null ? USUAL_DAYS : body.days(),
                                body.most() == null ? USUAL_MOST : body.most(),
                                body.judge() == null || body.judge().isBlank() ? null : body.judge()));
        return Response.accepted(asked)
                .header("Location", "/api/v1/replays/" + asked.id())
                .build();
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(operationId = "cancelReplay", summary = "Cancel a replay; what was asked already stays")
    public RequestReplay cancel(@PathParam("id") String id) {
        return desk.get().cancel(Caller.of(identity), id);
    }

    private static String given(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw ProblemException.invalid(field, "This field is required.");
        }
        return value;
    }
}
