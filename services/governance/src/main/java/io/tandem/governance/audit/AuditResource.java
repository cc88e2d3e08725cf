package io.tandem.governance.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.ledger.ChainHead;
import io.tandem.ledger.LedgerProblem;
import io.tandem.ledger.Sealing;
import io.tandem.ledger.Verification;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/audit`: the ledger's records, its export and its verification.
@Path("/api/v1/audit")
@Authenticated
@Tag(name = "Audit", description = "The ledger: what happened, and the proof that nobody changed it")
public class AuditResource {
    private final Supplier<AuditDesk> desk;
    private final SecurityIdentity identity;

    @Inject
    public AuditResource(Supplier<AuditDesk> desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    @GET
    @Path("/records")
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "listAuditRecords",
            summary = "List records, newest first",
            description = "Auditors and administrators see all records; others see what they did and their own tasks.")
    public RecordPages.Page records(
            @BeanParam RecordQuery query,
            @QueryParam("pageSize") @Nullable Integer pageSize,
            @QueryParam("pageToken") @Nullable String pageToken) {
        return desk.get().records(Caller.of(identity), query.filter(), pageSize, pageToken);
    }

    @GET
    @Path("/export")
    @RunOnVirtualThread
    @Operation(
            operationId = "exportAudit",
            summary = "Export records",
            description = "A stream, as JSON Lines (`tandem audit verify --file` checks it offline), CSV, or events of"
                    + " the Elastic Common Schema for a SIEM (`format=ecs`).")
    @APIResponse(
            responseCode = "200",
            description = "The records",
            content = {
                @Content(mediaType = "application/jsonl", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING))
            })
    public Response export(@BeanParam RecordQuery query, @QueryParam("format") @Nullable String format) {
        RecordFilter filter = query.filter();
        LedgerExport.Format wanted = format(format);
        AuditDesk open = desk.get();
        open.checkExport(Caller.of(identity), filter, wanted);
        StreamingOutput body = to -> open.export(filter, wanted, to);
        return Response.ok(body, wanted.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"ledger." + wanted + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Path("/verify")
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "verifyAudit",
            summary = "Verify the whole ledger",
            description =
                    "Names the first bad record and what is wrong: changed, removed, inserted, reordered, not what was"
                            + " signed, rolled back behind a copy outside the database, or a number that a source gave and that"
                            + " never arrived. Asked for `text/event-stream`, it tells"
                            + " meanwhile how far it is: events `progress` (`checked`, `records`), then one `verified`.")
    public Verified verify() {
        AuditDesk.Verdict verdict = desk.get().verify(Caller.of(identity));
        return Verified.of(verdict.found(), verdict.millis());
    }

    @GET
    @Path("/verify")
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response verifyAloud() {
        AuditDesk open = desk.get();
        open.checkVerify(Caller.of(identity));
        StreamingOutput body = to -> VerificationStream.write(open, to);
        return Response.ok(body, MediaType.SERVER_SENT_EVENTS)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /// @param firstBad absent where nothing is wrong
    /// @param problems the first hundred
    /// @param pendingGaps numbers of sources that have not arrived yet and are less than a minute late
    /// @param head one value for all chains, to be kept and compared later
    /// @param notes what is true and worth knowing, such as a call without an outcome; the first hundred
    /// @param sealing how far signed checkpoints reach
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Verified(
            boolean ok,
            long records,
            @Nullable LedgerProblem firstBad,
            List<LedgerProblem> problems,
            long problemCount,
            long pendingGaps,
            String head,
            List<ChainHead> heads,
            List<LedgerProblem> notes,
            long noteCount,
            @Nullable Sealing sealing,
            long millis) {
        static Verified of(Verification found, long millis) {
            return new Verified(
                    found.ok(),
                    found.records(),
                    found.firstBad(),
                    found.problems(),
                    found.problemCount(),
                    found.pendingGaps(),
                    found.head(),
                    found.heads(),
                    found.notes(),
                    found.noteCount(),
                    found.sealing(),
                    millis);
        }
    }

    private static LedgerExport.Format format(@Nullable String asked) {
        return switch (asked == null ? "jsonl" : asked) {
            case "jsonl" -> LedgerExport.Format.jsonl;
            case "csv" -> LedgerExport.Format.csv;
            case "ecs" -> LedgerExport.Format.ecs;
            default -> throw ProblemException.invalid("format", "It is jsonl, csv or ecs.");
        };
    }
}
