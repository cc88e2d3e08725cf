package io.tandem.runtime.activation;

import io.tandem.runtime.agent.Behaviour;
import io.tandem.runtime.inbox.Arrival;
import io.tandem.runtime.stream.Subscription;
import io.tandem.runtime.stream.TaskStream;
import io.tandem.runtime.task.Lease;
import io.tandem.runtime.task.TaskHead;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The activations that run in this process, a virtual thread each.
///
/// Sound tasks run side by side up to a limit; a suspect one runs while nothing else does.
public final class Activations {
    private static final Logger LOG = Logger.getLogger(Activations.class);

    /// What activations need, the same for all.
    ///
    /// @param behaviour the behaviour of a task's agent version
    /// @param streams a new stream for a task
    /// @param outside models, tools and peers
    public record Parts(
            DataSource dataSource,
            StepWriter writer,
            Function<TaskHead, Behaviour> behaviour,
            Function<String, TaskStream> streams,
            Outside outside,
            Clock clock) {}

    private final Parts parts;
    private final Leases leases;
    private final Semaphore room;
    private final Map<UUID, Lease> running = new ConcurrentHashMap<>();
    private final Map<UUID, Abort> aborts = new ConcurrentHashMap<>();
    private final Map<UUID, Lease> abandoned = new ConcurrentHashMap<>();
    private final ReentrantReadWriteLock alone = new ReentrantReadWriteLock(true);
    private volatile boolean stopping;

    public Activations(Parts parts, Leases leases, int limit) {
        this.parts = parts;
        this.leases = leases;
        this.room = new Semaphore(limit);
    }

    /// Asks for room for up to so many; the caller starts as many or gives the rest back by [#release(int)].
    public int reserve(int wanted) {
        if (stopping) {
            return 0;
        }
        for (int ask = Math.min(wanted, room.availablePermits()); ask > 0; ask--) {
            if (room.tryAcquire(ask)) {
                return ask;
            }
        }
        return 0;
    }

    public void release(int unused) {
        room.release(unused);
    }

    /// Starts a task that was just begun; its room is reserved.
    public void startNew(Lease lease, Arrival first, Subscription subscription) {
        start(lease, activation -> activation.runNew(first, subscription));
    }

    /// Starts a task that was taken; its room is reserved.
    void startTaken(Lease lease) {
        start(lease, Activation::runLoaded);
    }

    private interface Work {
        void on(Activation activation) throws SQLException, LeaseLost;
    }

    private void start(Lease lease, Work work) {
        running.put(lease.head().taskId(), lease);
        Thread.ofVirtual().name("task-" + lease.head().id()).start(() -> {
            alone.readLock().lock();
            try {
                run(lease, work);
            } finally {
                alone.readLock().unlock();
                room.release();
            }
        });
    }

    /// Takes a suspect task and runs it on this thread while nothing else runs here.
    ///
    /// @param insist wait until the others are done, holding new ones back, instead of trying once
    /// @return whether there was one
    boolean runSuspectAlone(TakeSuspect take, boolean insist) throws SQLException {
        if (insist) {
            alone.writeLock().lock();
        } else if (!alone.writeLock().tryLock()) {
            return false;
        }
        try {
            @Nullable Lease lease = take.take();
            if (lease == null) {
                return false;
            }
            LOG.warnf(
                    "task %s runs alone: %d holders died in the same step",
                    lease.head().id(), lease.starts());
            running.put(lease.head().taskId(), lease);
            run(lease, Activation::runLoaded);
            return true;
        } finally {
            alone.writeLock().unlock();
        }
    }

    /// Takes at most one suspect task.
    interface TakeSuspect {
        @Nullable
        Lease take() throws SQLException;
    }

    private void run(Lease lease, Work work) {
        try {
            Activation activation = activation(lease);
            try {
                work.on(activation);
            } catch (EntryTooLarge e) {
                LOG.warnf("task %s failed: %s", lease.head().id(), e.getMessage());
                activation.fail("TOO_LARGE", e.getMessage());
            } catch (RuntimeException e) {
                LOG.errorf(e, "task %s failed", lease.head().id());
                activation.fail("INTERNAL_ERROR", null);
            }
        } catch (LeaseLost e) {
            LOG.infof("%s; another node goes on with it", e.getMessage());
        } catch (SQLException | RuntimeException e) {
            LOG.warnf(
                    "task %s stops here and goes on when it can: %s",
                    lease.head().id(), e.getMessage());
            LOG.debug("activation", e);
            abandoned.put(lease.head().taskId(), lease);
        } finally {
            running.remove(lease.head().taskId(), lease);
            aborts.remove(lease.head().taskId());
        }
    }

    private Activation activation(Lease lease) {
        Abort abort = new Abort();
        aborts.put(lease.head().taskId(), abort);
        return new Activation(parts, parts.behaviour().apply(lease.head()), lease, abort);
    }

    /// Stops what that task is doing outside, if it runs here; it then reads what arrived.
    public void abort(UUID taskId) {
        Abort abort = aborts.get(taskId);
        if (abort != null) {
            abort.ask();
        }
    }

    /// Prolongs the leases of what runs here and gives back what was abandoned.
    void keepLeases() throws SQLException {
        List<Lease> back = new ArrayList<>(abandoned.values());
        leases.giveBack(back);
        back.forEach(lease -> abandoned.remove(lease.head().taskId(), lease));
        Map<UUID, Long> epochs = new HashMap<>();
        running.forEach((taskId, lease) -> epochs.put(taskId, lease.epoch()));
        if (!epochs.isEmpty()) {
            leases.renew(epochs);
        }
    }

    /// Starts nothing more, waits a moment for what runs to reach its next commit, and gives all leases back.
    public void stop() {
        stopping = true;
        try {
            leases.giveBack(running.values());
        } catch (SQLException e) {
            LOG.warnf("leases run out instead of being given back: %s", e.getMessage());
        }
    }
}
