package io.tandem.runtime.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.a2a.Artifact;
import io.tandem.a2a.Task;
import io.tandem.events.EventJson;
import io.tandem.events.Flow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Flows in the metadata of A2A messages and artifacts, under [Flow#METADATA].
public final class Flows {
    private Flows() {}

    /// What these metadata say; what cannot be read is the worst.
    public static Optional<Flow> in(@Nullable ObjectNode metadata) {
        JsonNode said = metadata == null ? null : metadata.get(Flow.METADATA);
        if (said == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(EventJson.read(said, Flow.class));
        } catch (IllegalArgumentException e) {
            return Optional.of(Flow.WORST);
        }
    }

    /// What a task's answers say that it had read; nothing is said where nothing was.
    public static Flow of(Task task) {
        return task.artifacts().stream()
                .map(Artifact::metadata)
                .flatMap(metadata -> in(metadata).stream())
                .reduce(Flow.NONE, Flow::and);
    }

    /// Metadata that say so.
    public static ObjectNode metadata(Flow flow) {
        return JsonNodeFactory.instance.objectNode().set(Flow.METADATA, EventJson.toTree(flow));
    }
}
