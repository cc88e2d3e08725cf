package io.tandem.registry.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/// Puts the published JSON Schema into the OpenAPI document as `AgentDefinition`, so that there is one schema only: the
/// records that a scan finds cannot tell what may be left out. Its `$defs` become schemas `AgentDefinition.NAME`.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class DefinitionInDocument implements OASFilter {
    private static final String NAME = "AgentDefinition";
    private static final String DEFINED = "#/$defs/";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        parsed().forEach(document.getComponents()::addSchema);
    }

    private static Map<String, Schema> parsed() {
        byte[] text = document(new DefinitionSchema().text());
        OpenAPI parsed = SmallRyeOpenAPI.builder()
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableAnnotationScan(false)
                .enableStandardFilter(false)
                .withCustomStaticFile(() -> new ByteArrayInputStream(text))
                .build()
                .model();
        return parsed.getComponents().getSchemas();
    }

    /// An OpenAPI document that holds nothing but the definition's schemas.
    private static byte[] document(String schema) {
        try {
            String moved = schema.replace(DEFINED, "#/components/schemas/" + NAME + ".");
            ObjectNode definition = (ObjectNode) JSON.readTree(moved);
            JsonNode defined = definition.remove("$defs");
            definition.remove("$schema");
            definition.remove("$id");
            ObjectNode document = JSON.createObjectNode().put("openapi", "3.1.0");
            ObjectNode schemas = document.putObject("components").putObject("schemas");
            defined.properties().forEach(entry -> schemas.set(NAME + "." + entry.getKey(), entry.getValue()));
            schemas.set(NAME, definition);
            return document.toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
