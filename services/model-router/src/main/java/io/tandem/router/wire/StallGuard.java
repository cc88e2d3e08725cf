package io.tandem.router.wire;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Runs an action once when nothing has been heard for too long.
final class StallGuard {
    private final Runnable onStall;
    private final Thread thread;
    private volatile long deadline;
    private volatile boolean ended;
    private volatile boolean stalled;

    private StallGuard(Duration first, Runnable onStall) {
        this.onStall = onStall;
        this.deadline = System.nanoTime() + first.toNanos();
        this.thread = Thread.ofVirtual().name("stall-guard").unstarted(this::watch);
    }

    static StallGuard start(Duration first, Runnable onStall) {
        StallGuard guard = new StallGuard(first, onStall);
        guard.thread.start();
        return guard;
    }

    /// Something was heard: silence counts anew.
    void heard(Duration next) {
        deadline = System.nanoTime() + next.toNanos();
    }

    boolean stalled() {
        return stalled;
    }

    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    private void watch() {
        while (!ended) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                stalled = true;
                onStall.run();
                return;
            }
            LockSupport.parkNanos(left);
        }
    }
}
