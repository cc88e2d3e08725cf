package io.tandem.runtime.stream;

import io.tandem.a2a.kafka.ReplyAddress;
import io.tandem.a2a.kafka.ReplySender;
import io.tandem.kit.kafka.Broker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Knows the reply topics whose reader is gone, so that no task waits for them, and forgets their subscriptions.
///
/// A reader makes its topic before it asks anything and a name is never used twice: a topic that was asked for and is
/// not there will not come back. It looks at those that hold subscriptions every few seconds, and at one to which a
/// reply was just lost at once.
public final class GoneReaders implements Predicate<String>, ReplySender.Loss, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GoneReaders.class);
    private static final long INTERVAL_SECONDS = 2;

    private final DataSource dataSource;
    private final Broker broker;
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<String> suspects = new LinkedBlockingQueue<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("runtime-gone-readers").unstarted(this::run);
    private volatile boolean closed;

    public GoneReaders(DataSource dataSource, Broker broker) {
        this.dataSource = dataSource;
        this.broker = broker;
    }

    public GoneReaders start() {
        thread.start();
        return this;
    }

    @Override
    public boolean test(String topic) {
        return gone.contains(topic);
    }

    @Override
    public void lost(ReplyAddress address, Exception cause) {
        if (!gone.contains(address.topic())) {
            LOG.warnf("reply to %s lost: %s", address.topic(), cause.getMessage());
            suspects.add(address.topic());
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            for (String suspect = null; !closed; suspect = suspects.poll(INTERVAL_SECONDS, TimeUnit.SECONDS)) {
                try {
                    look(suspect);
                } catch (SQLException | RuntimeException e) {
                    LOG.warnf("looking for gone readers: %s; trying again", e.getMessage());
                    LOG.debug("gone readers", e);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the look for gone readers stopped");
        }
    }

    private void look(@Nullable String suspect) throws SQLException {
        Set<String> asked = new HashSet<>();
        suspects.drainTo(asked);
        if (suspect != null) {
            asked.add(suspect);
        }
        try (Connection connection = dataSource.getConnection()) {
            try (PreparedStatement select =
                            connection.prepareStatement("select distinct reply_topic from subscription");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    asked.add(rows.getString(1));
                }
            }
            if (!asked.isEmpty()) {
                asked.removeAll(broker.topics());
                gone.addAll(asked);
            }
            forget(connection, asked);
        }
    }

    private static void forget(Connection connection, Set<String> topics) throws SQLException {
        if (topics.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from subscription where reply_topic = any(?)")) {
            delete.setArray(1, connection.createArrayOf("text", topics.toArray()));
            LOG.infof("%d subscriptions of readers that are gone: %s", delete.executeUpdate(), topics);
        }
    }
}
