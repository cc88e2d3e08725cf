package io.tandem.governance.erasure;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Looks every second for what is to be erased, and each minute whether the day's retention is due. What
/// fails is told once and tried again; meanwhile nothing goes.
final class ErasureThread implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ErasureThread.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long RETENTION_EVERY = 60;

    private final Eraser eraser;
    private final Retention retention;
    private final Semaphore hints = new Semaphore(0);
    private final Thread working =
            Thread.ofPlatform().daemon().name("governance-erasure").unstarted(this::run);

    ErasureThread(Eraser eraser, Retention retention) {
        this.eraser = eraser;
        this.retention = retention;
    }

    void start() {
        working.start();
    }

    void hint() {
        hints.release();
    }

    @Override
    public void close() {
        working.interrupt();
    }

    private void run() {
        boolean failing = false;
        try {
            for (long look = 0; ; look++) {
                try {
                    if (look % RETENTION_EVERY == 0) {
                        retention.look();
                    }
                    while (eraser.step()) {
                        LOG.debug("a part of an erasure is done");
                    }
                    failing = false;
                } catch (SQLException | RuntimeException e) {
                    LOG.logf(
                            failing ? Logger.Level.DEBUG : Logger.Level.WARN,
                            "payloads are erased later: %s",
                            e.getMessage());
                    LOG.debug("erasure", e);
                    failing = true;
                }
                hints.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                hints.drainPermits();
            }
        } catch (InterruptedException e) {
            LOG.debug("erasing ends with its service");
        }
    }
}
