package io.tandem.governance.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.governance.ledger.RecordRows;
import io.tandem.governance.ledger.WholeLedger;
import io.tandem.ledger.ChainHead;
import io.tandem.ledger.ExportLine;
import io.tandem.ledger.LedgerRecord;
import io.tandem.ledger.Verification;
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
    private static final String SELECT = "select " + RecordRows.COLUMNS + ", p.body from record r"
            + " left join payload p on p.team = r.team and p.number = r.number";
    private static final String ORDER = " order by r.team, r.number";

    private final DataSource dataSource;
    private final Clock clock;

    LedgerExport(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    enum Format {
        jsonl("application/jsonl"),
        csv("text/csv; charset=utf-8");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    private interface Sink {
        void entry(LedgerRecord record, byte @Nullable [] payload) throws IOException;
    }

    /// Ends with the format's own end; a reader that does not see it has a file that was cut off.
    void write(RecordFilter filter, Format format, OutputStream to) throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(to, BUFFER);
        try (Connection connection = WholeLedger.snapshot(dataSource)) {
            List<ChainHead> heads = WholeLedger.heads(connection);
            switch (format) {
                case jsonl -> {
                    line(
                            out,
                            ExportLine.write(
                                    new ExportLine.Begin(ExportLine.FORMAT, clock.instant(), filter.given(), heads)));
                    long count = each(connection, filter, (record, payload) -> line(out, entry(record, payload)));
                    line(out, ExportLine.write(new ExportLine.End(count, Verification.headOf(heads))));
                }
                case csv -> {
                    line(out, CsvRow.header());
                    each(
                            connection,
                            filter,
                            (record, payload) -> line(out, CsvRow.of(record, Sentence.of(record, tree(payload)))));
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new IOException("the ledger cannot be read to its end", e);
        }
        out.flush();
    }

    private static long each(Connection connection, RecordFilter filter, Sink sink) throws SQLException, IOException {
        long count = 0;
        try (PreparedStatement select = connection.prepareStatement(SELECT + filter.where() + ORDER)) {
            RecordPages.bind(select, filter);
            select.setFetchSize(FETCH);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sink.entry(RecordRows.of(rows), rows.getBytes("body"));
                    count++;
                }
            }
        }
        return count;
    }

    private static byte[] entry(LedgerRecord record, byte @Nullable [] payload) {
        @Nullable String text = payload == null ? null : new String(payload, StandardCharsets.UTF_8);
        return ExportLine.write(new ExportLine.Entry(record, Sentence.of(record, tree(payload)), text));
    }

    private static @Nullable JsonNode tree(byte @Nullable [] payload) {
        return payload == null ? null : EventJson.read(payload, JsonNode.class);
    }

    private static void line(OutputStream out, byte[] line) throws IOException {
        out.write(line);
        out.write('\n');
    }
}
