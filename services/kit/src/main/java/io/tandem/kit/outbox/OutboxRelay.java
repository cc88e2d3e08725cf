package io.tandem.kit.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/// Sends outbox rows to Kafka in order and deletes them once acknowledged: at least once, in order of each key.
///
/// A relay owns hash ranges of keys by PostgreSQL advisory locks on the one connection that it also reads with: when
/// that connection breaks, the locks and the right to read go together, and another node takes over.
///
/// A row that is larger than its topic takes holds nobody up: it is set aside in the table, for people to look at, and
/// logged as an error.
///
/// Deleting does not wait for the disk: what a crash of the database brings back is sent once more.
public final class OutboxRelay implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final long IDLE_MILLIS = 250;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int BATCH = 500;
    private static final String LOCK = """
            select slot from generate_series(0, ?) slot
            where case when slot = any(?) then false
                       else pg_try_advisory_lock(hashtext(current_schema()), slot) end
            """;
    private static final String READ =
            "select id, topic, key, headers, body from outbox where slot = any(?) order by id limit " + BATCH;
    private static final String LAZY = "set synchronous_commit = off";
    private static final String DILIGENT = "reset synchronous_commit";
    private static final String DELETE = "delete from outbox where id = any(?) and slot >= 0";

    /// Where rows stay that no topic takes: in no relay's range.
    private static final int REFUSED_SLOT = -1;

    private static final String SET_ASIDE = "update outbox set slot = " + REFUSED_SLOT + " where id = ?";

    private final String service;
    private final DataSource dataSource;
    private final Producer<String, byte[]> producer;
    private final Semaphore hints = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    public OutboxRelay(String service, DataSource dataSource, Producer<String, byte[]> producer) {
        this.service = service;
        this.dataSource = dataSource;
        this.producer = producer;
        this.thread =
                Thread.ofPlatform().daemon().name(service + "-outbox-relay").unstarted(this::run);
    }

    public OutboxRelay start() {
        thread.start();
        return this;
    }

    /// There are new rows; called after the commit that wrote them.
    public void hint() {
        if (hints.availablePermits() == 0) {
            hints.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        hint();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(true);
                relayOwned(connection);
            } catch (SQLException | ExecutionException | RuntimeException e) {
                LOG.warnf("%s outbox: %s; trying again", service, e.getMessage());
                LOG.debug("outbox relay", e);
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void relayOwned(Connection connection) throws SQLException, InterruptedException, ExecutionException {
        List<Integer> slots = new ArrayList<>();
        execute(connection, LAZY);
        try {
            while (!closed) {
                if (slots.size() < Outbox.SLOTS) {
                    slots.addAll(lockMore(connection, slots));
                }
                int sent = relayBatch(connection, slots);
                if (sent < BATCH && hints.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
                    hints.drainPermits();
                }
            }
        } finally {
            unlock(connection);
        }
    }

    /// Advisory locks count how often one session took them, so only what is not yet held may be asked for again.
    private static List<Integer> lockMore(Connection connection, List<Integer> held) throws SQLException {
        List<Integer> slots = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setInt(1, Outbox.SLOTS - 1);
            select.setArray(2, connection.createArrayOf("int", held.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    slots.add(rows.getInt(1));
                }
            }
        }
        return slots;
    }

    private static void unlock(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            execute(connection, "select pg_advisory_unlock_all()");
            execute(connection, DILIGENT);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int relayBatch(Connection connection, List<Integer> slots)
            throws SQLException, InterruptedException, ExecutionException {
        List<Long> ids = new ArrayList<>();
        List<Future<RecordMetadata>> sends = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setArray(1, connection.createArrayOf("int", slots.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong("id"));
                    sends.add(producer.send(record(rows)));
                }
            }
        }
        for (int i = 0; i < ids.size(); i++) {
            if (tooLarge(sends.get(i))) {
                setAside(connection, ids.get(i));
            }
        }
        if (!ids.isEmpty()) {
            try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                delete.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
                delete.executeUpdate();
            }
        }
        return ids.size();
    }

    /// Waits for the broker's word.
    private static boolean tooLarge(Future<RecordMetadata> send) throws InterruptedException, ExecutionException {
        try {
            send.get();
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                return true;
            }
            throw e;
        }
    }

    private void setAside(Connection connection, long id) throws SQLException {
        LOG.errorf("%s outbox: row %d is larger than its topic takes; it stays in slot %d", service, id, REFUSED_SLOT);
        try (PreparedStatement update = connection.prepareStatement(SET_ASIDE)) {
            update.setLong(1, id);
            update.executeUpdate();
        }
    }

    private static ProducerRecord<String, byte[]> record(ResultSet row) throws SQLException {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(row.getString("topic"), row.getString("key"), row.getBytes("body"));
        JsonNode headers = EventJson.read(row.getString("headers").getBytes(StandardCharsets.UTF_8), JsonNode.class);
        headers.properties().forEach(header -> record.headers()
                .add(header.getKey(), header.getValue().asText().getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
