package io.tandem.runtime.command;

import io.tandem.events.AgentRecord;
import io.tandem.events.AgentSight;
import io.tandem.kit.kafka.TopicView;
import io.tandem.runtime.activation.SignalConsumer;
import io.tandem.runtime.activation.Sweeper;
import io.tandem.runtime.inbox.Arrival;
import io.tandem.runtime.inbox.Inbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Stops what runs of an agent once the registry says that it, or that version of it, is suspended. New tasks are
/// refused by [Admission].
///
/// At once when the record changes, and again every second while something is suspended: a task may have been admitted
/// a moment before and written a moment after, the database may have been away, this node may just have started.
public final class Suspension implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Suspension.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final String OPEN = "select task_id, agent, version from task where agent = any(?)"
            + " and state not in ('COMPLETED', 'FAILED', 'CANCELED', 'REJECTED')";

    private final DataSource dataSource;
    private final TopicView<AgentRecord> agents;
    private final Sweeper sweeper;
    private final SignalConsumer signals;
    private final Semaphore hints = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("runtime-suspension").unstarted(this::run);
    private volatile boolean closed;

    /// @param agents started by its owner after this object, which listens to it
    public Suspension(DataSource dataSource, TopicView<AgentRecord> agents, Sweeper sweeper, SignalConsumer signals) {
        this.dataSource = dataSource;
        this.agents = agents.onChange((key, record) -> changed(record));
        this.sweeper = sweeper;
        this.signals = signals;
    }

    public Suspension start() {
        thread.start();
        return this;
    }

    @Override
    public void close() {
        closed = true;
        hints.release();
    }

    private void changed(@Nullable AgentRecord record) {
        if (record != null && halts(record)) {
            hints.release();
        }
    }

    private void run() {
        while (!closed) {
            try {
                hints.tryAcquire(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                hints.drainPermits();
                Set<String> names = agents.all().stream()
                        .filter(Suspension::halts)
                        .map(AgentRecord::name)
                        .collect(Collectors.toSet());
                if (!names.isEmpty()) {
                    stopTasks(names);
                }
            } catch (SQLException e) {
                LOG.warnf("tasks of suspended agents wait for the database to be stopped: %s", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("tasks of suspended agents could not be stopped; trying again", e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static boolean halts(AgentRecord record) {
        return switch (record) {
            case AgentRecord.Pointer pointer -> pointer.suspended();
            case AgentRecord.Version version -> version.state() == AgentRecord.State.SUSPENDED;
        };
    }

    private void stopTasks(Set<String> names) throws SQLException {
        Arrival cancel = new Arrival(0, Arrival.Kind.CANCEL, Arrival.REGISTRY, new byte[0]);
        try (Connection connection = dataSource.getConnection()) {
            List<UUID> halted = halted(connection, names);
            for (UUID task : halted) {
                Inbox.tell(connection, task, Arrival.REGISTRY, "suspended-" + task, cancel);
                signals.stop(task);
            }
            if (!halted.isEmpty()) {
                sweeper.hint();
                LOG.infof("%d tasks of suspended agents stop", halted.size());
            }
        }
    }

    private List<UUID> halted(Connection connection, Set<String> names) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OPEN)) {
            select.setArray(1, connection.createArrayOf("text", names.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                List<UUID> tasks = new ArrayList<>();
                while (rows.next()) {
                    if (isHalted(rows.getString(2), rows.getString(3))) {
                        tasks.add(rows.getObject(1, UUID.class));
                    }
                }
                return tasks;
            }
        }
    }

    private boolean isHalted(String agent, String number) {
        AgentRecord.Pointer pointer =
                agents.get(agent).orElse(null) instanceof AgentRecord.Pointer known ? known : null;
        return agents.get(agent + "@" + number).orElse(null) instanceof AgentRecord.Version version
                && AgentSight.halted(pointer, version);
    }
}
