package io.tandem.a2a.kafka;

import org.jspecify.annotations.Nullable;

/// Events between the last one seen and the one that arrived are missing.
public final class StreamGap extends Exception {
    private static final long serialVersionUID = 1L;

    private final long lastSeen;
    private final @Nullable String taskId;

    public StreamGap(long lastSeen, @Nullable String taskId) {
        super("events after " + lastSeen + " are missing");
        this.lastSeen = lastSeen;
        this.taskId = taskId;
    }

    /// The task whose events they are, if the one that arrived names it.
    public @Nullable String taskId() {
        return taskId;
    }

    /// The journal number to subscribe after.
    public long lastSeen() {
        return lastSeen;
    }
}
