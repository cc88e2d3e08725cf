package io.tandem.runtime.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Reads journals. Writing is the lease holder's alone, see `StepWriter`.
public final class Journal {
    private static final String READ = "select seq, epoch, kind, body, at from journal where task_id = ? order by seq";

    private Journal() {}

    /// A task's entries, oldest first.
    public static List<JournalEntry> read(Connection connection, UUID taskId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setObject(1, taskId);
            try (ResultSet rows = select.executeQuery()) {
                List<JournalEntry> entries = new ArrayList<>();
                while (rows.next()) {
                    JsonNode body =
                            EventJson.read(rows.getString("body").getBytes(StandardCharsets.UTF_8), JsonNode.class);
                    entries.add(new JournalEntry(
                            rows.getLong("seq"),
                            rows.getLong("epoch"),
                            rows.getObject("at", OffsetDateTime.class).toInstant(),
                            EntryJson.read(rows.getString("kind"), body)));
                }
                return entries;
            }
        }
    }
}
