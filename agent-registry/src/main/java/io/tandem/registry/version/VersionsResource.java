package io.tandem.registry.version;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord.State;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.agent.AgentView;
import io.tandem.registry.canary.CanaryTerms;
import io.tandem.registry.definition.DefinitionReader;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/agents/{name}/versions` and the trial of a draft.
@Path("/api/v1/agents/{name}")
@Tag(name = "Agents")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class VersionsResource {
    private final Versions versions;
    private final Transitions transitions;
    private final Trials trials;
    private final DefinitionReader reader;
    private final SecurityIdentity identity;

    @Inject
    public VersionsResource(
            Versions versions,
            Transitions transitions,
            Trials trials,
            DefinitionReader reader,
            SecurityIdentity identity) {
        this.versions = versions;
        this.transitions = transitions;
        this.trials = trials;
        this.reader = reader;
        this.identity = identity;
    }

    @POST
    @Path("versions")
    @Operation(operationId = "saveVersion", summary = "Save the draft as an immutable version")
    @APIResponse(
            responseCode = "201",
            description = "The version",
            content = @Content(schema = @Schema(implementation = VersionView.class)))
    public Response save(@PathParam("name") String name) {
        VersionView saved = versions.save(name, Caller.of(identity));
        return Response.created(URI.create("/api/v1/agents/" + name + "/versions/" + saved.version()))
                .entity(saved)
                .build();
    }

    @GET
    @Path("versions")
    @Operation(operationId = "listVersions", summary = "The agent's versions, newest first")
    public VersionList list(@PathParam("name") String name) {
        return new VersionList(versions.list(name, Caller.of(identity)), "");
    }

    @GET
    @Path("versions/{number}")
    @Operation(operationId = "getVersion", summary = "One version with its definition, result and moves")
    public VersionView get(@PathParam("name") String name, @PathParam("number") String number) {
        return versions.get(name, number, Caller.of(identity));
    }

    @GET
    @Path("versions/{number}/definition")
    @Operation(operationId = "getVersionDefinition", summary = "The definition alone, as JSON")
    public AgentDefinition definition(@PathParam("name") String name, @PathParam("number") String number) {
        return definitionOf(name, number);
    }

    @GET
    @Path("versions/{number}/definition")
    @Produces("application/yaml")
    @Operation(hidden = true)
    public String definitionAsYaml(@PathParam("name") String name, @PathParam("number") String number) {
        return reader.toYaml(definitionOf(name, number));
    }

    @POST
    @Path("versions/{number}/transitions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "moveVersion", summary = "Move a version through its lifecycle")
    public VersionView move(
            @PathParam("name") String name, @PathParam("number") String number, TransitionRequest body) {
        return transitions.move(name, number, body.asked(), Caller.of(identity));
    }

    @POST
    @Path("draft/trial")
    @Operation(operationId = "tryDraft", summary = "Make the draft callable for its author, under its hash")
    public Trials.Trial tryDraft(@PathParam("name") String name) {
        return trials.start(name, Caller.of(identity));
    }

    @POST
    @Path("transfer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "transferAgent", summary = "Give the agent to another team")
    public AgentView transfer(@PathParam("name") String name, Transfer body) {
        return versions.transfer(name, body.metadata(name), Caller.of(identity));
    }

    private AgentDefinition definitionOf(String name, String number) {
        return Objects.requireNonNull(
                versions.get(name, number, Caller.of(identity)).definition());
    }

    public record Transfer(
            @Nullable String team,
            @Nullable String owner,
            @Nullable String deputy) {
        AgentDefinition.Metadata metadata(String name) {
            return new AgentDefinition.Metadata(
                    name, given("team", team), given("owner", owner), given("deputy", deputy), List.of());
        }

        private static String given(String field, @Nullable String value) {
            if (value == null) {
                throw ProblemException.invalid(field, "This field is required.");
            }
            return value;
        }
    }

    @Schema(name = "AgentVersionList")
    public record VersionList(List<VersionView> items, String nextPageToken) {}

    /// @param to a state
    /// @param canary how the version runs beside the active one, for a move to CANARY
    @Schema(name = "Transition")
    public record TransitionRequest(
            @Nullable String to,
            @Nullable String reason,
            @Nullable CanaryTerms canary) {
        Transitions.Asked asked() {
            if (canary != null && state() != State.CANARY) {
                throw ProblemException.invalid("canary", "It goes with a move to CANARY.");
            }
            return new Transitions.Asked(state(), reason, canary);
        }

        private State state() {
            return Arrays.stream(State.values())
                    .filter(state -> state != State.TRIAL && state.name().equals(to))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.invalid(
                            "to", to == null ? "This field is required." : "There is no state " + to + "."));
        }
    }
}
