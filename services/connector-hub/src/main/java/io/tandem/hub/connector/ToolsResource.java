package io.tandem.hub.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.events.ToolRecord;
import io.tandem.hub.access.Page;
import io.tandem.hub.access.Rights;
import io.tandem.hub.publish.Publication;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/connectors/{connector}/tools`: pinned tools, their approval, their exemptions.
@Path("/api/v1/connectors/{connector}/tools")
@Authenticated
@Tag(name = "Connectors")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ToolsResource {
    private final Connectors connectors;
    private final PinnedTools tools;
    private final Exemptions exemptions;
    private final Publication publication;
    private final SecurityIdentity identity;

    @Inject
    ToolsResource(
            Connectors connectors,
            PinnedTools tools,
            Exemptions exemptions,
            Publication publication,
            SecurityIdentity identity) {
        this.connectors = connectors;
        this.tools = tools;
        this.exemptions = exemptions;
        this.publication = publication;
        this.identity = identity;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            operationId = "listTools",
            summary = "The tools of a connector; without an overseeing role, those of one's own teams")
    public Page<Shown> list(
            @PathParam("connector") String connector,
            @QueryParam("q") @DefaultValue("") String words,
            @QueryParam("pageSize") @Nullable Integer pageSize,
            @QueryParam("pageToken") @DefaultValue("") String after) {
        connectors.get(connector);
        Rights rights = rights();
        String wanted = words.toLowerCase(Locale.ROOT);
        List<Shown> seen = tools.ofConnector(connector).stream()
                .filter(tool -> rights.oversees() || rights.inAny(tool.tool().teams()))
                .map(Shown::of)
                .filter(tool -> (tool.tool() + " " + tool.title() + " " + tool.description())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .toList();
        return Page.of(seen, Shown::tool, after, Page.size(pageSize));
    }

    @POST
    @Path("/{tool}/approve")
    @RunOnVirtualThread
    @Operation(operationId = "approveTool", summary = "Approve the definition that waits, with effect class and teams")
    public Shown approve(
            @PathParam("connector") String connector,
            @PathParam("tool") String tool,
            PinnedTools.@Nullable Approval body) {
        String by = rights().administrator();
        Shown approved = Shown.of(tools.approve(connector, tool, orEmpty(body), by));
        publication.hint();
        return approved;
    }

    @PUT
    @Path("/{tool}")
    @RunOnVirtualThread
    @Operation(operationId = "changeTool", summary = "Change effect class, teams and handling of a tool")
    public Shown change(
            @PathParam("connector") String connector,
            @PathParam("tool") String tool,
            PinnedTools.@Nullable Approval body) {
        String by = rights().administrator();
        Shown changed = Shown.of(tools.change(connector, tool, orEmpty(body), by));
        publication.hint();
        return changed;
    }

    @GET
    @Path("/{tool}/exemptions")
    @RunOnVirtualThread
    @Operation(operationId = "listExemptions", summary = "The agent versions that need no approval for this tool")
    public Page<Exemptions.Exemption> exemptions(
            @PathParam("connector") String connector, @PathParam("tool") String tool) {
        if (!rights().oversees()) {
            rights().administrator();
        }
        return new Page<>(exemptions.ofTool(connector, tool), "");
    }

    @PUT
    @Path("/{tool}/exemptions/{version}")
    @RunOnVirtualThread
    @Operation(
            operationId = "exempt",
            summary = "Exempt one agent version (name@3) from approval, for a KEYED or IDEMPOTENT tool")
    public Exemptions.Exemption exempt(
            @PathParam("connector") String connector,
            @PathParam("tool") String tool,
            @PathParam("version") String version,
            @Nullable Reason body) {
        String by = rights().administrator();
        String reason = body == null ? null : body.reason();
        if (reason == null || reason.isBlank()) {
            throw ProblemException.invalid("reason", "Say why; it is recorded.");
        }
        Exemptions.Exemption granted = exemptions.grant(ofVersion(connector, tool, version), reason, by);
        publication.hint();
        return granted;
    }

    @DELETE
    @Path("/{tool}/exemptions/{version}")
    @RunOnVirtualThread
    @Operation(operationId = "endExemption", summary = "End an exemption")
    public void revoke(
            @PathParam("connector") String connector,
            @PathParam("tool") String tool,
            @PathParam("version") String version) {
        exemptions.revoke(ofVersion(connector, tool, version), rights().administrator());
        publication.hint();
    }

    /// Why something is done.
    @Schema(name = "ExemptionRequest")
    public record Reason(@Nullable String reason) {}

    /// A tool as it is shown.
    ///
    /// @param proposed the changed definition that waits for approval
    /// @param differences between pinned and proposed, a line each
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Tool")
    public record Shown(
            String connector,
            String tool,
            String title,
            String description,
            JsonNode inputSchema,
            @Nullable JsonNode outputSchema,
            String definitionHash,
            ToolRecord.Effect effect,
            ToolRecord.State state,
            List<String> teams,
            ToolRecord.Handling handling,
            @Nullable String quarantineReason,
            @Nullable Definition proposed,
            @Nullable String proposedHash,
            List<String> differences,
            Instant changedAt) {

        static Shown of(PinnedTools.Shown held) {
            ToolRecord tool = held.tool();
            Definition proposed = held.proposed();
            Definition pinned = held.pinned();
            return new Shown(
                    tool.connector(),
                    tool.tool(),
                    tool.title(),
                    tool.description(),
                    tool.inputSchema(),
                    pinned.outputSchema(),
                    tool.definitionHash(),
                    tool.effect(),
                    tool.state(),
                    tool.teams(),
                    tool.handling(),
                    tool.quarantineReason(),
                    proposed,
                    held.proposedHash(),
                    proposed == null ? List.of() : Definition.differences(pinned, proposed),
                    tool.at());
        }
    }

    private static PinnedTools.Approval orEmpty(PinnedTools.@Nullable Approval body) {
        return body == null ? new PinnedTools.Approval(null, null, null, null, null) : body;
    }

    private static Exemptions.Case ofVersion(String connector, String tool, String version) {
        int at = version.indexOf('@');
        if (at < 1 || at == version.length() - 1) {
            throw ProblemException.invalid("version", "It is written name@3.");
        }
        return new Exemptions.Case(connector, tool, version.substring(0, at), version.substring(at + 1));
    }

    private Rights rights() {
        return new Rights(Caller.of(identity));
    }
}
