package io.tandem.governance.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.governance.ledger.RecordRows;
import io.tandem.kit.problem.ProblemException;
import io.tandem.ledger.LedgerRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Records newest first, page by page.
final class RecordPages {
    private static final int MOST = 500;
    private static final int USUAL = 50;
    private static final String SELECT = "select r.position, " + RecordRows.COLUMNS + ", p.body from record r"
            + " left join payload p on p.team = r.team and p.number = r.number";

    private final DataSource dataSource;

    RecordPages(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// @param nextPageToken empty at the end
    @Schema(name = "AuditRecordList")
    public record Page(List<Item> items, String nextPageToken) {}

    /// One record as readers see it.
    ///
    /// @param summary what happened, in one plain sentence
    /// @param payload the event, null once it was erased
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AuditRecord")
    public record Item(
            String team,
            long number,
            Instant time,
            Instant recorded,
            String kind,
            String summary,
            @Nullable String person,
            @Nullable String agent,
            @Nullable String version,
            @Nullable String task,
            @Nullable String tool,
            @Nullable String decision,
            @Nullable String subject,
            String stream,
            String source,
            @Nullable Long sequence,
            String eventId,
            String payloadHash,
            String previousHash,
            String hash,
            @Nullable JsonNode payload) {}

    /// @param pageToken what the page before gave, or null
    /// @throws ProblemException for a page token or size that is none
    Page page(RecordFilter filter, @Nullable Integer pageSize, @Nullable String pageToken) {
        int size = pageSize == null ? USUAL : pageSize;
        if (size < 1 || size > MOST) {
            throw ProblemException.invalid("pageSize", "It is between 1 and " + MOST + ".");
        }
        RecordFilter wanted = pageToken == null || pageToken.isEmpty() ? filter : filter.before(position(pageToken));
        List<Item> items = new ArrayList<>();
        long last = 0;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(SELECT + wanted.where() + " order by r.position desc limit ?")) {
            bind(select, wanted);
            select.setInt(wanted.values().size() + 1, size + 1);
            try (ResultSet rows = select.executeQuery()) {
                while (items.size() < size && rows.next()) {
                    items.add(item(RecordRows.of(rows), rows.getBytes("body")));
                    last = rows.getLong("position");
                }
                return new Page(items, items.size() == size && rows.next() ? Long.toString(last) : "");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the ledger", e);
        }
    }

    static void bind(PreparedStatement select, RecordFilter filter) throws SQLException {
        int at = 1;
        for (Object value : filter.values()) {
            if (value instanceof String[] texts) {
                select.setArray(at++, select.getConnection().createArrayOf("text", texts));
            } else {
                select.setObject(at++, value);
            }
        }
    }

    private static Item item(LedgerRecord record, byte @Nullable [] body) {
        @Nullable JsonNode payload = body == null ? null : EventJson.read(body, JsonNode.class);
        LedgerRecord.About about = record.about();
        return new Item(
                record.team(),
                record.number(),
                record.time(),
                record.recorded(),
                about.kind(),
                Sentence.of(record, payload),
                about.person(),
                about.agent(),
                about.version(),
                about.task(),
                about.tool(),
                about.decision(),
                about.subject(),
                record.stream(),
                record.source(),
                record.sequence(),
                record.eventId(),
                record.payloadHash(),
                record.previousHash(),
                record.hash(),
                payload);
    }

    private static long position(String pageToken) {
        if (!pageToken.matches("[0-9]{1,18}")) {
            throw ProblemException.invalid("pageToken", "It is not one that a page gave.");
        }
        return Long.parseLong(pageToken);
    }
}
