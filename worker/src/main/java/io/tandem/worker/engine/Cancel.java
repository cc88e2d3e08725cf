package io.tandem.worker.engine;

/// Tells a completion from another thread that nobody wants it any more; it ends with its next piece.
public final class Cancel {
    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
    }

    public boolean cancelled() {
        return cancelled;
    }
}
