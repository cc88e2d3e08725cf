package io.tandem.registry.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The JSON Schema (2020-12) of agent definitions: its text as published, and faults with their path.
@Singleton
public final class DefinitionSchema {
    private static final String RESOURCE = "agent-definition.schema.json";

    private final String text;
    private final Schema schema;

    public DefinitionSchema() {
        this.text = read();
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .pathType(PathType.JSON_PATH)
                .locale(Locale.ENGLISH)
                .build();
        this.schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(config))
                .getSchema(text);
    }

    /// The schema as it is published.
    public String text() {
        return text;
    }

    /// What is wrong, outermost first; empty for a valid definition.
    public List<Fault> faults(JsonNode definition) {
        return schema.validate(definition).stream()
                .map(DefinitionSchema::fault)
                .distinct()
                .sorted(Comparator.comparing(Fault::path))
                .toList();
    }

    private static Fault fault(Error message) {
        String place = path(message.getInstanceLocation().toString());
        @Nullable String property = message.getProperty();
        return switch (message.getKeyword()) {
            case "additionalProperties" -> new Fault(join(place, property), "There is no such field.");
            case "required" -> new Fault(join(place, property), "This field is required.");
            default -> new Fault(place, sentence(message));
        };
    }

    /// The library's words without the path that it puts before them.
    private static String sentence(Error message) {
        String words = message.getMessage();
        String prefix = message.getInstanceLocation() + ": ";
        String bare = words.startsWith(prefix) ? words.substring(prefix.length()) : words;
        return "Against the schema: " + bare + ".";
    }

    private static String path(String jsonPath) {
        String bare = jsonPath.startsWith("$") ? jsonPath.substring(1) : jsonPath;
        return bare.startsWith(".") ? bare.substring(1) : bare;
    }

    private static String join(String place, @Nullable String property) {
        if (property == null) {
            return place;
        }
        return place.isEmpty() ? property : place + "." + property;
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(DefinitionSchema.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
