package io.tandem.kit.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/// Makes the scanned document the public one, after every other filter: without internal paths and what only they
/// need, with the problem that any path may answer, and
/// with the fields of records marked as required that are never absent.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = PublicDocument.LAST)
public final class PublicDocument implements OASFilter {
    static final int LAST = -100;

    private static final String INTERNAL = "/internal/";
    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final String PROBLEM_TYPE = "application/problem+json";

    private final RecordShapes shapes;

    /// @param index the application's classes
    public PublicDocument(IndexView index) {
        this.shapes = new RecordShapes(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, PathItem> paths = new TreeMap<>(document.getPaths().getPathItems());
        paths.keySet().removeIf(path -> path.startsWith(INTERNAL));
        document.getPaths().setPathItems(paths);
        paths.forEach((path, item) -> item.getOperations().values().forEach(PublicDocument::refusal));
        Components components = document.getComponents();
        Map<String, Schema> schemas = components.getSchemas();
        if (schemas != null) {
            schemas.forEach(this::require);
            Set<String> used = UsedSchemas.of(document);
            schemas.keySet().stream()
                    .filter(name -> !used.contains(name))
                    .toList()
                    .forEach(components::removeSchema);
        }
    }

    private void require(String name, Schema schema) {
        Map<String, Schema> properties = schema.getProperties();
        if (properties == null || schema.getRequired() != null) {
            return;
        }
        List<String> always = new ArrayList<>(shapes.alwaysThere(name, properties.keySet()));
        if (!always.isEmpty()) {
            schema.setRequired(always);
        }
    }

    /// What is said to a caller is the same everywhere; only those who say more than that describe it themselves.
    private static void refusal(Operation operation) {
        @Nullable APIResponses responses = operation.getResponses();
        if (responses == null || responses.getDefaultValue() != null) {
            return;
        }
        Content content = OASFactory.createContent()
                .addMediaType(
                        PROBLEM_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(PROBLEM)));
        for (String status : List.of("400", "401", "403")) {
            APIResponse bare = responses.getAPIResponse(status);
            if (bare != null && bare.getContent() == null) {
                responses.removeAPIResponse(status);
            }
        }
        responses.setDefaultValue(OASFactory.createAPIResponse()
                .description("A problem: the request is refused, or something failed")
                .content(content));
    }
}
