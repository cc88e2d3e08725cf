package io.tandem.a2a.kafka;

/// Events between the last one seen and the one that arrived are missing.
public final class StreamGap extends Exception {
    private static final long serialVersionUID = 1L;

    private final long lastSeen;

    public StreamGap(long lastSeen) {
        super("events after " + lastSeen + " are missing");
        this.lastSeen = lastSeen;
    }

    /// The journal number to subscribe after.
    public long lastSeen() {
        return lastSeen;
    }
}
