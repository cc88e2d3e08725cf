package io.tandem.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Message metadata by which governance asks a task anew: whatever it asks for outside is answered from the record of
/// the task that is named, and nothing is called. It is believed from governance alone.
public final class ReplayOf {
    /// The key in the metadata.
    public static final String METADATA = "https://tandem.io/a2a/ext/replay/v1";

    /// Where the record holds no such call, this is its outcome's status.
    public static final String NOT_RECORDED = "not-recorded";

    private ReplayOf() {}

    /// @param taskId the task whose record answers
    public static ObjectNode of(String taskId) {
        return JsonNodeFactory.instance.objectNode().put(METADATA, taskId);
    }

    /// The task whose record answers; empty for a message that is no replay.
    ///
    /// @param from who sent it
    /// @throws IllegalArgumentException if governance names what is no task
    public static Optional<UUID> in(@Nullable ObjectNode metadata, String from) {
        String task = metadata == null ? "" : metadata.path(METADATA).asText("");
        return task.isEmpty() || !from.equals(AskedTier.EVALUATIONS)
                ? Optional.empty()
                : Optional.of(UUID.fromString(task));
    }
}
