package io.tandem.governance.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.governance.ledger.RecordRows;
import io.tandem.governance.ledger.WholeLedger;
import io.tandem.governance.seal.Sealer;
import io.tandem.ledger.ChainHead;
import io.tandem.ledger.ExportLine;
import io.tandem.ledger.ExportWriter;
import io.tandem.ledger.LedgerRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Writes records to a stream as they are read, all of one moment, by team and number.
final class LedgerExport {
    private static final int FETCH = 500;
    private static final int BUFFER = 64 * 1024;
    private static final String ORDER = " order by r.team, r.number";

    private final DataSource dataSource;
    private final Sealer sealer;
    private final Clock clock;

    LedgerExport(DataSource dataSource, Sealer sealer, Clock clock) {
        this.dataSource = dataSource;
        this.sealer = sealer;
        this.clock = clock;
    }

    enum Format {
        jsonl("application/jsonl"),
        csv("text/csv; charset=utf-8"),
        /// Events of the Elastic Common Schema, for a SIEM.
        ecs("application/x-ndjson");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    private interface Sink {
        void entry(LedgerRecord record, byte @Nullable [] payload, @Nullable String checkpoint) throws IOException;
    }

    /// Ends with the format's own end; a reader that does not see it has a file that was cut off. Everything is signed
    /// first, so that the export's checkpoints cover what it holds.
    void write(RecordFilter filter, Format format, OutputStream to) throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(to, BUFFER);
        try {
            sealer.sealNow();
            try (Connection connection = WholeLedger.snapshot(dataSource)) {
                switch (format) {
                    case jsonl -> lines(connection, filter, out);
                    case csv -> rows(connection, filter, out);
                    case ecs -> events(connection, filter, out);
                }
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IOException("the ledger cannot be read to its end", e);
        }
        out.flush();
    }

    private void lines(Connection connection, RecordFilter filter, OutputStream out) throws SQLException, IOException {
        List<ChainHead> heads = WholeLedger.heads(connection);
        ExportWriter writer = new ExportWriter(out);
        writer.begin(new ExportLine.Begin(
                ExportLine.FORMAT,
                clock.instant(),
                filter.given(),
                heads,
                sealer.knownKeys(),
                WholeLedger.newest(connection)));
        each(
                connection,
                filter.withErasures(),
                (record, payload, checkpoint) -> writer.entry(new ExportLine.Entry(
                        record,
                        Sentence.of(record, tree(payload)),
                        payload == null ? null : new String(payload, StandardCharsets.UTF_8),
                        checkpoint)));
        writer.end(heads, sealer.signer());
    }

    private static void rows(Connection connection, RecordFilter filter, OutputStream out)
            throws SQLException, IOException {
        line(out, CsvRow.header());
        each(
                connection,
                filter,
                (record, payload, checkpoint) -> line(out, CsvRow.of(record, Sentence.of(record, tree(payload)))));
    }

    private static void events(Connection connection, RecordFilter filter, OutputStream out)
            throws SQLException, IOException {
        each(
                connection,
                filter,
                (record, payload, checkpoint) -> line(out, EcsEvent.of(record, Sentence.of(record, tree(payload)))));
    }

    private static void each(Connection connection, RecordFilter filter, Sink sink) throws SQLException, IOException {
        RecordFilter.Where where = filter.where();
        try (PreparedStatement select = connection.prepareStatement(WholeLedger.ENTRIES + where.sql() + ORDER)) {
            RecordPages.bind(select, where.values());
            select.setFetchSize(FETCH);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sink.entry(RecordRows.of(rows), rows.getBytes("body"), rows.getString("note"));
                }
            }
        }
    }

    private static @Nullable JsonNode tree(byte @Nullable [] payload) {
        return payload == null ? null : EventJson.read(payload, JsonNode.class);
    }

    private static void line(OutputStream out, byte[] line) throws IOException {
        out.write(line);
        out.write('\n');
    }
}
