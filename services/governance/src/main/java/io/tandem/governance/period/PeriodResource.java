package io.tandem.governance.period;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.governance.audit.CsvRow;
import io.tandem.governance.rows.GivenTime;
import io.tandem.kit.identity.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/audit/report`: what the ledger says of a period.
@Path("/api/v1/audit")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Audit")
public class PeriodResource {
    private static final String END = "\r\n";

    private final Supplier<PeriodDesk> desk;
    private final SecurityIdentity identity;

    @Inject
    public PeriodResource(Supplier<PeriodDesk> desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    @GET
    @Path("/report")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getPeriodReport",
            summary = "Report on a period",
            description =
                    "Who may do what, what changed, what was denied, approvals and overrides of defaults, counted from the"
                            + " ledger alone. For auditors and administrators.")
    public PeriodReport report(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("team") @Nullable String team) {
        return desk.get().report(Caller.of(identity), period(from, to, team));
    }

    @GET
    @Path("/report.csv")
    @Operation(operationId = "getPeriodReportCsv", summary = "Report on a period as CSV")
    @APIResponse(
            responseCode = "200",
            description = "Lines under headings; the first cell is the heading",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    public Response csv(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("team") @Nullable String team) {
        StringBuilder csv = new StringBuilder();
        for (PeriodTable table : PeriodTable.of(desk.get().report(Caller.of(identity), period(from, to, team)))) {
            for (List<@Nullable String> line : table.lines()) {
                csv.append(CsvRow.cells(table.heading()))
                        .append(',')
                        .append(CsvRow.cells(line.toArray(String[]::new)))
                        .append(END);
            }
        }
        return file(csv.toString(), "text/csv; charset=utf-8", "report.csv");
    }

    @GET
    @Path("/report.pdf")
    @Operation(
            operationId = "getPeriodReportPdf",
            summary = "Report on a period as a signed PDF",
            description = "The ledger's key signed the file, which `tandem audit verify --file` checks.")
    @APIResponse(
            responseCode = "200",
            description = "The PDF",
            content =
                    @Content(
                            mediaType = "application/pdf",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response pdf(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("team") @Nullable String team) {
        return file(desk.get().pdf(Caller.of(identity), period(from, to, team)), "application/pdf", "report.pdf");
    }

    private static Response file(Object body, String type, String name) {
        return Response.ok(body, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static PeriodReader.Period period(@Nullable String from, @Nullable String to, @Nullable String team) {
        return new PeriodReader.Period(
                GivenTime.of("from", from), GivenTime.of("to", to), team == null || team.isBlank() ? null : team);
    }
}
