package io.tandem.registry.agent;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord.Visibility;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.definition.DefinitionReader;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/agents`: the catalogue, agents and their drafts.
@Path("/api/v1/agents")
@Tag(name = "Agents")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class AgentsResource {
    static final String YAML = "application/yaml";

    private final Agents agents;
    private final Catalogue catalogue;
    private final DefinitionReader reader;
    private final SecurityIdentity identity;

    @Inject
    public AgentsResource(Agents agents, Catalogue catalogue, DefinitionReader reader, SecurityIdentity identity) {
        this.agents = agents;
        this.catalogue = catalogue;
        this.reader = reader;
        this.identity = identity;
    }

    @GET
    @Operation(operationId = "listAgents", summary = "Search the agents that you may see")
    public Catalogue.Page list(@BeanParam AgentQuery query) {
        return catalogue.find(query, Caller.of(identity));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createAgent", summary = "Make an agent from a definition")
    @RequestBody(content = @Content(schema = @Schema(implementation = AgentDefinition.class)))
    @APIResponse(
            responseCode = "201",
            description = "The agent",
            content = @Content(schema = @Schema(implementation = AgentView.class)))
    public Response create(String definition) {
        return created(agents.create(reader.json(definition), Caller.of(identity)));
    }

    @POST
    @Consumes({YAML, "application/x-yaml", "text/yaml"})
    @Operation(hidden = true)
    public Response createFromYaml(String definition) {
        return created(agents.create(reader.yaml(definition), Caller.of(identity)));
    }

    @GET
    @Path("{name}")
    @Operation(operationId = "getAgent", summary = "One agent with its draft; the ETag is the draft's")
    @APIResponse(
            responseCode = "200",
            description = "The agent",
            content = @Content(schema = @Schema(implementation = AgentView.class)))
    public Response get(@PathParam("name") String name) {
        Caller caller = Caller.of(identity);
        return Response.ok(agents.get(name, caller))
                .header(HttpHeaders.ETAG, agents.head(name, caller).etag())
                .build();
    }

    @GET
    @Path("{name}/draft")
    @Operation(operationId = "getDraft", summary = "The draft, as JSON")
    @APIResponse(
            responseCode = "200",
            description = "The draft; its ETag goes with a change",
            content = @Content(schema = @Schema(implementation = AgentDefinition.class)))
    public Response draft(@PathParam("name") String name) {
        AgentHead head = agents.head(name, Caller.of(identity));
        return Response.ok(draft(head)).header(HttpHeaders.ETAG, head.etag()).build();
    }

    @GET
    @Path("{name}/draft")
    @Produces(YAML)
    @Operation(hidden = true)
    public Response draftAsYaml(@PathParam("name") String name) {
        AgentHead head = agents.head(name, Caller.of(identity));
        return Response.ok(reader.toYaml(draft(head)))
                .header(HttpHeaders.ETAG, head.etag())
                .build();
    }

    @PUT
    @Path("{name}/draft")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "saveDraft", summary = "Replace the draft that you read (If-Match)")
    @RequestBody(content = @Content(schema = @Schema(implementation = AgentDefinition.class)))
    @APIResponse(
            responseCode = "200",
            description = "The agent with its draft as it is now",
            content = @Content(schema = @Schema(implementation = AgentView.class)))
    public Response saveDraft(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            String definition) {
        return saved(name, reader.json(definition), ifMatch);
    }

    @PUT
    @Path("{name}/draft")
    @Consumes({YAML, "application/x-yaml", "text/yaml"})
    @Operation(hidden = true)
    public Response saveDraftFromYaml(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            String definition) {
        return saved(name, reader.yaml(definition), ifMatch);
    }

    @PUT
    @Path("{name}/visibility")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeVisibility", summary = "Show the agent to its team or to everyone")
    public AgentView changeVisibility(@PathParam("name") String name, VisibilityChange body) {
        return agents.changeVisibility(name, required("visibility", body.visibility()), Caller.of(identity));
    }

    public record VisibilityChange(@Nullable Visibility visibility) {}

    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw ProblemException.invalid(field, "This field is required.");
        }
        return value;
    }

    private Response saved(String name, AgentDefinition definition, @Nullable String ifMatch) {
        Caller caller = Caller.of(identity);
        AgentView view = agents.saveDraft(name, definition, ifMatch, caller);
        return Response.ok(view)
                .header(HttpHeaders.ETAG, agents.head(name, caller).etag())
                .build();
    }

    private Response created(AgentView view) {
        return Response.created(URI.create("/api/v1/agents/" + view.name()))
                .header(
                        HttpHeaders.ETAG,
                        agents.head(view.name(), Caller.of(identity)).etag())
                .entity(view)
                .build();
    }

    static AgentDefinition draft(AgentHead head) {
        AgentDefinition draft = head.draft();
        if (draft == null) {
            throw new ProblemException(AgentProblem.BUILT_IN, "It has no draft.");
        }
        return draft;
    }
}
