package io.tandem.governance.erasure;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.governance.rows.GivenTime;
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
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/audit/erasures`: payloads erased by person or by age, by two people.
@Path("/api/v1/audit/erasures")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public class ErasuresResource {
    private final Supplier<ErasureDesk> desk;
    private final SecurityIdentity identity;

    @Inject
    public ErasuresResource(Supplier<ErasureDesk> desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    /// @param items newest first
    /// @param nextPageToken empty at the end
    /// @param retention how long payloads are kept without anybody's asking
    @Schema(name = "ErasureList")
    public record Erasures(List<PayloadErasure> items, String nextPageToken, Retention.Kept retention) {}

    /// @param person whose payloads, as `person:NAME` or the bare name; or
    /// @param before what was recorded before that time
    /// @param reason kept in the ledger, for good: name nobody in it
    @Schema(name = "NewErasure")
    public record NewErasure(
            @Nullable String person,
            @Nullable String before,
            @Nullable String reason) {}

    @GET
    @Operation(
            operationId = "listErasures",
            summary = "Erasures of payloads, newest first",
            description = "For auditors and administrators.")
    public Erasures list(
            @QueryParam("pageSize") @Nullable Integer pageSize, @QueryParam("pageToken") @Nullable String pageToken) {
        Caller caller = Caller.of(identity);
        ErasureDesk.Page page = desk.get().page(caller, pageSize, pageToken);
        return new Erasures(page.items(), page.nextPageToken(), desk.get().retention(caller));
    }

    @GET
    @Path("/preview")
    @Operation(
            operationId = "previewErasure",
            summary = "What an erasure would take and leave",
            description = "Nothing is kept of it. Either `person` or `before`.")
    public ErasurePreview preview(
            @QueryParam("person")
                    @Parameter(description = "Whose payloads, as `person:NAME` or the bare name")
                    @Nullable
                    String person,
            @QueryParam("before") @Parameter(description = "Recorded before this time, RFC 3339") @Nullable
                    String before) {
        return desk.get().preview(Caller.of(identity), terms(person, before));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getErasure", summary = "One erasure, also while it is carried out")
    public PayloadErasure one(@PathParam("id") String id) {
        return desk.get().one(Caller.of(identity), id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeErasure",
            summary = "Propose to erase payloads",
            description =
                    "Nothing goes yet: another auditor or administrator carries out exactly what the answer shows.")
    @APIResponse(
            responseCode = "201",
            description = "The proposal",
            content = @Content(schema = @Schema(implementation = PayloadErasure.class)))
    public Response propose(NewErasure body) {
        String reason = body.reason();
        if (reason == null || reason.isBlank()) {
            throw ProblemException.invalid("reason", "This field is required.");
        }
        PayloadErasure proposed =
                desk.get().propose(Caller.of(identity), terms(body.person(), body.before()), reason.strip());
        return Response.status(Response.Status.CREATED)
                .entity(proposed)
                .header("Location", "/api/v1/audit/erasures/" + proposed.id())
                .build();
    }

    @POST
    @Path("/{id}/carry-out")
    @Operation(
            operationId = "carryOutErasure",
            summary = "Carry an erasure out",
            description =
                    "By somebody else than who proposed it. The ledger's record comes first and is signed, then the"
                            + " payloads go; there is no way back.")
    public PayloadErasure carryOut(@PathParam("id") String id) {
        return desk.get().carryOut(Caller.of(identity), id);
    }

    @POST
    @Path("/{id}/withdraw")
    @Operation(operationId = "withdrawErasure", summary = "Withdraw a proposed erasure")
    public PayloadErasure withdraw(@PathParam("id") String id) {
        return desk.get().withdraw(Caller.of(identity), id);
    }

    private static Terms terms(@Nullable String person, @Nullable String before) {
        String whose = ErasureDesk.person(person);
        Instant when = before == null || before.isBlank() ? null : GivenTime.of("before", before);
        if ((whose == null) == (when == null)) {
            throw ProblemException.invalid("person", "Give either person or before.");
        }
        return new Terms(whose, when);
    }
}
