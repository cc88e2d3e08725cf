package io.tandem.worker.engine;

import org.jspecify.annotations.Nullable;

/// Stops a completion from another thread, also before its first piece.
public final class Cancel {
    private boolean cancelled;
    private @Nullable Runnable action;

    /// What ends the work; run at once if it was cancelled already.
    public synchronized void by(Runnable end) {
        action = end;
        if (cancelled) {
            end.run();
        }
    }

    public synchronized void cancel() {
        cancelled = true;
        if (action != null) {
            action.run();
        }
    }

    public synchronized boolean cancelled() {
        return cancelled;
    }
}
