package io.tandem.runtime.stream;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Removes answered subscriptions, many in one statement. What a crash leaves behind is answered again by
/// `LateAnswers` and then removed.
public final class SubscriptionCleaner implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SubscriptionCleaner.class);
    private static final int BATCH = 1_000;

    private final DataSource dataSource;
    private final LinkedBlockingQueue<String> answered = new LinkedBlockingQueue<>(100_000);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("runtime-subscription-cleaner").unstarted(this::run);
    private volatile boolean closed;

    public SubscriptionCleaner(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public SubscriptionCleaner start() {
        thread.start();
        return this;
    }

    /// Notes answered requests; when the queue is full they are left to `LateAnswers`.
    public void done(Collection<String> requestIds) {
        requestIds.forEach(answered::offer);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closed) {
                String first = answered.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    TimeUnit.MILLISECONDS.sleep(50);
                    List<String> batch = new ArrayList<>(List.of(first));
                    answered.drainTo(batch, BATCH - 1);
                    remove(batch);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("subscription cleaner stopped");
        }
    }

    private void remove(List<String> batch) {
        try (Connection connection = dataSource.getConnection()) {
            Subscriptions.remove(connection, batch);
        } catch (SQLException e) {
            LOG.warnf("answered subscriptions stay until their deadline: %s", e.getMessage());
        }
    }
}
