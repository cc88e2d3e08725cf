package io.tandem.governance.recorded;

import io.tandem.events.EventJson;
import io.tandem.events.TaskEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// Reads tasks out of the ledger, as far as their payloads are still there.
public final class RecordedTasks {
    private static final String ENTRIES = "select p.body from record r join payload p on p.team = r.team and p.number ="
            + " r.number where r.stream = 'a2a.events' and r.task = ? order by r.sequence";

    private final DataSource dataSource;

    public RecordedTasks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// All entries of a task, in their order.
    public List<TaskEvent> entries(String taskId) throws SQLException {
        List<TaskEvent> entries = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(ENTRIES)) {
            select.setString(1, taskId);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(EventJson.read(rows.getBytes(1), TaskEvent.class));
                }
            }
        }
        return entries;
    }

    /// Empty while a task runs, and where its first message is not there any more.
    public Optional<Course> course(String taskId) {
        try {
            return Course.of(entries(taskId));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the ledger", e);
        }
    }
}
