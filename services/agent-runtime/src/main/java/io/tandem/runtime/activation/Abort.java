package io.tandem.runtime.activation;

import org.jspecify.annotations.Nullable;

/// Stops what an activation is doing outside, from another thread.
public final class Abort {
    private boolean asked;
    private @Nullable Runnable action;

    /// Says how to stop what is about to begin; called at once if stopping was already asked for.
    public synchronized void onAbort(Runnable stop) {
        action = stop;
        if (asked) {
            stop.run();
        }
    }

    /// Whether to stop.
    public synchronized boolean asked() {
        return asked;
    }

    /// Asks to stop.
    public synchronized void ask() {
        asked = true;
        if (action != null) {
            action.run();
        }
    }

    /// Nothing is under way any more.
    synchronized void clear() {
        asked = false;
        action = null;
    }
}
