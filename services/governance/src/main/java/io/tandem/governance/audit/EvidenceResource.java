package io.tandem.governance.audit;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.identity.Caller;
import io.tandem.ledger.TaskEvidence;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/v1/audit/tasks/{id}`: the evidence of one task.
@Path("/api/v1/audit/tasks/{id}")
@Authenticated
@Tag(name = "Audit")
public class EvidenceResource {
    private final Supplier<AuditDesk> desk;
    private final SecurityIdentity identity;

    @Inject
    public EvidenceResource(Supplier<AuditDesk> desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    @GET
    @Path("/evidence")
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "getTaskEvidence",
            summary = "Get the evidence of a task",
            description =
                    "All its records in order, each with the proof that it is in a signed checkpoint. Auditors and"
                            + " administrators get any task's, others that of their own tasks.")
    public TaskEvidence evidence(@PathParam("id") String id) {
        return desk.get().evidence(Caller.of(identity), id);
    }

    @GET
    @Path("/evidence.pdf")
    @RunOnVirtualThread
    @Operation(
            operationId = "getTaskEvidencePdf",
            summary = "Get the evidence of a task as a signed PDF",
            description =
                    "To be read and printed; the evidence itself is attached as `evidence.json`. The ledger's key signed"
                            + " the file, which `tandem audit verify --file` checks.")
    @APIResponse(
            responseCode = "200",
            description = "The PDF",
            content =
                    @Content(
                            mediaType = "application/pdf",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response pdf(@PathParam("id") String id) {
        return Response.ok(desk.get().evidencePdf(Caller.of(identity), id), "application/pdf")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"evidence.pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
