package io.tandem.runtime.activation;

import io.tandem.runtime.task.Lease;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes what is due: waits that are over, arrivals for sleeping tasks, leases whose holder died; and keeps our own
/// leases.
///
/// Three threads: one sweeps when hinted or when its time comes, one runs suspects alone, one keeps leases.
public final class Sweeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final int BATCH = 64;
    private static final int INSIST_AFTER_TRIES = 20;

    private final Leases leases;
    private final Activations activations;
    private final Set<String> lanes;
    private final Duration interval;
    private final Semaphore hints = new Semaphore(0);
    private final List<Thread> threads;
    private volatile boolean closed;

    public Sweeper(Leases leases, Activations activations, Set<String> lanes, Duration interval) {
        this.leases = leases;
        this.activations = activations;
        this.lanes = Set.copyOf(lanes);
        this.interval = interval;
        this.threads = List.of(
                thread("sweeper", this::sweep),
                thread("suspects", this::runSuspects),
                thread("lease-keeper", this::keepLeases));
    }

    public Sweeper start() {
        threads.forEach(Thread::start);
        return this;
    }

    /// Something is due now.
    public void hint() {
        if (hints.availablePermits() == 0) {
            hints.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name("runtime-" + name).unstarted(work);
    }

    private interface Round {
        void run() throws SQLException, InterruptedException;
    }

    private void repeat(String what, Round round) {
        while (!closed) {
            try {
                round.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("%s: %s; trying again", what, e.getMessage());
                LOG.debug(what, e);
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private boolean pause() {
        try {
            Thread.sleep(interval);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void sweep() {
        repeat("sweeping", () -> {
            if (sweepOnce() < BATCH && hints.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                hints.drainPermits();
            }
        });
    }

    private int sweepOnce() throws SQLException {
        int room = activations.reserve(BATCH);
        int taken = 0;
        try {
            if (room > 0) {
                for (Lease lease : leases.takeDue(lanes, room)) {
                    activations.startTaken(lease);
                    taken++;
                }
            }
        } finally {
            activations.release(room - taken);
        }
        return taken;
    }

    private void runSuspects() {
        int[] tries = {0};
        repeat("running suspects", () -> {
            boolean due = leases.suspectDue(lanes);
            tries[0] = due ? tries[0] + 1 : 0;
            if (!due || !activations.runSuspectAlone(this::takeSuspect, tries[0] > INSIST_AFTER_TRIES)) {
                TimeUnit.MILLISECONDS.sleep(interval.toMillis());
            }
        });
    }

    private @Nullable Lease takeSuspect() throws SQLException {
        List<Lease> taken = leases.takeSuspect(lanes);
        return taken.isEmpty() ? null : taken.getFirst();
    }

    private void keepLeases() {
        repeat("keeping leases", () -> {
            TimeUnit.MILLISECONDS.sleep(leases.leaseTime().toMillis() / 4);
            activations.keepLeases();
        });
    }
}
