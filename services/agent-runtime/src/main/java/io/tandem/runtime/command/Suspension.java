package io.tandem.runtime.command;

import io.tandem.events.AgentRecord;
import io.tandem.runtime.activation.SignalConsumer;
import io.tandem.runtime.activation.Sweeper;
import io.tandem.runtime.inbox.Arrival;
import io.tandem.runtime.inbox.Inbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Stops what runs of an agent once the registry says that it is suspended. New tasks are refused by [Admission].
public final class Suspension {
    private static final Logger LOG = Logger.getLogger(Suspension.class);
    private static final String OPEN = "select task_id from task where agent = ?"
            + " and state not in ('COMPLETED', 'FAILED', 'CANCELED', 'REJECTED')";

    private final DataSource dataSource;
    private final Sweeper sweeper;
    private final SignalConsumer signals;

    public Suspension(DataSource dataSource, Sweeper sweeper, SignalConsumer signals) {
        this.dataSource = dataSource;
        this.sweeper = sweeper;
        this.signals = signals;
    }

    /// Called for each change of the view of agents; stopping a stopped agent again changes nothing.
    public void changed(String key, @Nullable AgentRecord record) {
        if (record instanceof AgentRecord.Pointer pointer && pointer.suspended()) {
            Thread.ofVirtual().name("suspend-" + pointer.name()).start(() -> stopAll(pointer));
        }
    }

    private void stopAll(AgentRecord.Pointer agent) {
        Arrival cancel = new Arrival(0, Arrival.Kind.CANCEL, Arrival.REGISTRY, new byte[0]);
        try (Connection connection = dataSource.getConnection()) {
            List<UUID> open = open(connection, agent.name());
            for (UUID task : open) {
                Inbox.tell(connection, task, Arrival.REGISTRY, "suspended-" + task + "-" + agent.at(), cancel);
                signals.stop(task);
            }
            sweeper.hint();
            LOG.infof("%s is suspended; %d of its tasks stop", agent.name(), open.size());
        } catch (SQLException e) {
            LOG.errorf(e, "tasks of %s could not be stopped", agent.name());
        }
    }

    private static List<UUID> open(Connection connection, String agent) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OPEN)) {
            select.setString(1, agent);
            try (ResultSet rows = select.executeQuery()) {
                List<UUID> tasks = new ArrayList<>();
                while (rows.next()) {
                    tasks.add(rows.getObject(1, UUID.class));
                }
                return tasks;
            }
        }
    }
}
