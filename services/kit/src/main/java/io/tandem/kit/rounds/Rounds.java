package io.tandem.kit.rounds;

import java.time.Duration;
import org.jboss.logging.Logger;

/// Goes round until it is closed, with a pause before each round. A round that fails is no end: the first failure is a
/// warning, those that follow it are told at DEBUG, and the first round that does not fail again is told too.
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final String what;
    private final Duration pause;
    private final Round round;
    private final Thread thread;
    private boolean failing;

    /// One round. An [InterruptedException] ends them all.
    @FunctionalInterface
    public interface Round {
        void go() throws Exception;
    }

    /// @param name of the thread
    /// @param what is done, as the log tells it, such as `scoring runs`
    public Rounds(String name, String what, Duration pause, Round round) {
        this.what = what;
        this.pause = pause;
        this.round = round;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(pause);
                once();
            }
        } catch (InterruptedException e) {
            LOG.debugf("%s ends with its service", what);
        }
    }

    private void once() throws InterruptedException {
        try {
            round.go();
            if (failing) {
                failing = false;
                LOG.infof("%s goes on", what);
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.logf(failing ? Logger.Level.DEBUG : Logger.Level.WARN, "%s is tried again: %s", what, e.getMessage());
            LOG.debug(what, e);
            failing = true;
        }
    }
}
