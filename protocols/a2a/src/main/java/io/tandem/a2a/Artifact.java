package io.tandem.a2a;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A result of a task (specification 4.1.7).
///
/// @param artifactId unique in its task
/// @param parts at least one on the wire
/// @param extensions URIs of the extensions that put something into this artifact
public record Artifact(
        @Required String artifactId,
        @Nullable String name,
        @Nullable String description,
        @Required List<Part> parts,
        @Nullable ObjectNode metadata,
        List<String> extensions) {

    public Artifact {
        parts = List.copyOf(parts);
        extensions = List.copyOf(extensions);
    }
}
