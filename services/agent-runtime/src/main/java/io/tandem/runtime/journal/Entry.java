package io.tandem.runtime.journal;

import io.tandem.a2a.Artifact;
import io.tandem.a2a.Message;
import io.tandem.a2a.TaskState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that happened in a task.
public sealed interface Entry {
    /// The entry's name in rows and events.
    String kind();

    /// A message from outside: the first one begins the task, later ones steer or continue it.
    record Received(Message message, String from) implements Entry {
        @Override
        public String kind() {
            return "received";
        }
    }

    /// Somebody asked to cancel.
    record CancelAsked(String from) implements Entry {
        @Override
        public String kind() {
            return "cancel-asked";
        }
    }

    /// Output, whole or a piece of it.
    record Produced(Artifact artifact, boolean append, boolean lastChunk) implements Entry {
        @Override
        public String kind() {
            return "produced";
        }
    }

    /// The task's A2A state changed without ending it.
    record Moved(TaskState state, @Nullable Message message) implements Entry {
        @Override
        public String kind() {
            return "moved";
        }
    }

    /// Nothing runs until something arrives, or until that time.
    record Waited(String reason, @Nullable Instant until) implements Entry {
        @Override
        public String kind() {
            return "waited";
        }
    }

    /// The end; nothing follows.
    ///
    /// @param reason a stable word such as `POISON`, where the state alone does not say why
    record Ended(
            TaskState state,
            @Nullable Message message,
            @Nullable String reason) implements Entry {
        @Override
        public String kind() {
            return "ended";
        }
    }
}
