package io.tandem.kit.openapi;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// The named schemas that a document's paths need, directly or by others.
final class UsedSchemas {
    private static final String PREFIX = "#/components/schemas/";

    private final Map<String, Schema> schemas;
    private final Set<String> used = new HashSet<>();

    private UsedSchemas(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    static Set<String> of(OpenAPI document) {
        Components components = document.getComponents();
        UsedSchemas found = new UsedSchemas(components.getSchemas());
        document.getPaths().getPathItems().values().forEach(item -> {
            found.parameters(item.getParameters());
            item.getOperations().values().forEach(found::operation);
        });
        values(components.getResponses()).forEach(response -> found.content(response.getContent()));
        values(components.getRequestBodies()).forEach(body -> found.content(body.getContent()));
        found.parameters(values(components.getParameters()).toList());
        return found.used;
    }

    private void operation(Operation operation) {
        parameters(operation.getParameters());
        RequestBody body = operation.getRequestBody();
        if (body != null) {
            content(body.getContent());
        }
        if (operation.getResponses() != null) {
            for (APIResponse response :
                    operation.getResponses().getAPIResponses().values()) {
                content(response.getContent());
            }
        }
    }

    private void parameters(@Nullable List<Parameter> parameters) {
        if (parameters != null) {
            parameters.forEach(parameter -> schema(parameter.getSchema()));
        }
    }

    private void content(@Nullable Content content) {
        if (content != null) {
            values(content.getMediaTypes()).forEach(type -> schema(type.getSchema()));
        }
    }

    private void schema(@Nullable Schema schema) {
        if (schema == null) {
            return;
        }
        String ref = schema.getRef();
        if (ref != null && ref.startsWith(PREFIX)) {
            String name = ref.substring(PREFIX.length());
            if (used.add(name)) {
                schema(schemas.get(name));
            }
        }
        schema(schema.getItems());
        schema(schema.getAdditionalPropertiesSchema());
        values(schema.getProperties()).forEach(this::schema);
        for (List<Schema> several : lists(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())) {
            several.forEach(this::schema);
        }
    }

    @SafeVarargs
    private static List<List<Schema>> lists(@Nullable List<Schema>... lists) {
        return Stream.of(lists).filter(list -> list != null).toList();
    }

    private static <T> Stream<T> values(@Nullable Map<String, T> map) {
        Collection<T> values = map == null ? List.of() : map.values();
        return values.stream();
    }
}
