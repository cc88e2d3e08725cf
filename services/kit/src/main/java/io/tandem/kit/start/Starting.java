package io.tandem.kit.start;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Makes a part in the background and tries again, at growing distances up to two seconds, until it is there. A part
/// that comes up after [#close()] is closed at once.
public final class Starting<P extends AutoCloseable> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Starting.class);
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final String name;
    private final Callable<P> make;
    private final AtomicReference<@Nullable P> part = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean closed;

    /// @param name for the log and the thread
    /// @param make throws as long as the part cannot be made, and leaves nothing behind then
    public Starting(String name, Callable<P> make) {
        this.name = name;
        this.make = make;
        this.thread = Thread.ofPlatform().daemon().name(name + "-start").unstarted(this::run);
    }

    public Starting<P> start() {
        thread.start();
        return this;
    }

    /// The part, or null while it is not there.
    public @Nullable P get() {
        return part.get();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(part.getAndSet(null));
    }

    private void run() {
        Duration pause = FIRST;
        while (!closed) {
            try {
                P made = make.call();
                part.set(made);
                return;
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                if (closed) {
                    return;
                }
                LOG.warnf("%s is not up yet: %s", name, e.getMessage());
                LOG.debug(name, e);
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        }
    }

    private void end(@Nullable P made) {
        if (made != null) {
            try {
                made.close();
            } catch (Exception e) {
                LOG.warnf(e, "%s did not stop cleanly", name);
            }
        }
    }
}
