package io.tandem.registry.definition;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// JSON Schemas for editors and programs; readable without signing in.
@Path("/api/v1/schemas")
@Tag(name = "Agents")
public class SchemasResource {
    private final DefinitionSchema schema;

    @Inject
    public SchemasResource(DefinitionSchema schema) {
        this.schema = schema;
    }

    @GET
    @Path("agent-definition.json")
    @Produces({"application/schema+json", "application/json"})
    @Operation(operationId = "agentDefinitionSchema", summary = "The JSON Schema of agent definitions")
    @APIResponse(
            responseCode = "200",
            description = "A JSON Schema, 2020-12",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public String agentDefinition() {
        return schema.text();
    }
}
