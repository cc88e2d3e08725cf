package io.tandem.governance.ledger;

import io.tandem.ledger.LedgerRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// Rows of the table `record` as records.
public final class RecordRows {
    /// What [#of] needs, of a table with the alias `r`.
    public static final String COLUMNS = """
            r.team, r.number, r.previous_hash, r.stream, r.source, r.sequence, r.event_id, r.type, r.time, r.recorded,
            r.kind, r.person, r.agent, r.version, r.task, r.tool, r.decision, r.subject, r.payload_hash, r.hash\
            """;

    private RecordRows() {}

    public static LedgerRecord of(ResultSet row) throws SQLException {
        long sequence = row.getLong("sequence");
        @Nullable Long numbered = row.wasNull() ? null : sequence;
        return new LedgerRecord(
                row.getString("team"),
                row.getLong("number"),
                row.getString("previous_hash"),
                row.getString("stream"),
                row.getString("source"),
                numbered,
                row.getString("event_id"),
                row.getString("type"),
                time(row, "time"),
                time(row, "recorded"),
                new LedgerRecord.About(
                        row.getString("kind"),
                        row.getString("person"),
                        row.getString("agent"),
                        row.getString("version"),
                        row.getString("task"),
                        row.getString("tool"),
                        row.getString("decision"),
                        row.getString("subject")),
                row.getString("payload_hash"),
                row.getString("hash"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
