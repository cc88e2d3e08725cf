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
///
/// A text is looked for twice. First among the newest records, one after another, which ends early where it is
/// frequent. Then, for what is missing, in payloads and headers by themselves: PostgreSQL does not know how rare a text
/// is, takes it for frequent, and would fetch a million payloads one by one.
final class RecordPages {
    private static final int MOST = 500;
    private static final int USUAL = 50;
    private static final String SELECT = "select r.position, " + RecordRows.COLUMNS + ", p.body from record r"
            + " left join payload p on p.team = r.team and p.number = r.number";

    private static final String NEWEST_FIRST = " order by r.position desc limit ";

    /// So many records, of those that the other filters leave, are looked through one after another.
    private static final long RECENT = 20_000;

    /// Each order is by no column that an index has, and the first by both tables: otherwise the planner walks an
    /// index backwards and hopes to find the text soon.
    private static final String TEXT = """
            r.position = any(array(
                (select r.position from payload p join record r on r.team = p.team and r.number = p.number
                 %1$s %2$s order by r.position + 0 * p.number desc limit %4$d)
                union all
                (select r.position from record r %1$s %3$s order by r.position + 0 desc limit %4$d)))
            """;

    private final DataSource dataSource;
    private final long recent;

    RecordPages(DataSource dataSource) {
        this(dataSource, RECENT);
    }

    /// @param recent among how many records a text is looked for one after another
    RecordPages(DataSource dataSource, long recent) {
        this.dataSource = dataSource;
        this.recent = recent;
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
        String text = wanted.text();
        try (Connection connection = dataSource.getConnection()) {
            List<Found> found = text == null
                    ? look(connection, wanted.where(), size + 1)
                    : search(connection, wanted, text, size + 1);
            boolean more = found.size() > size;
            List<Found> shown = more ? found.subList(0, size) : found;
            return new Page(
                    shown.stream().map(Found::item).toList(),
                    more ? Long.toString(shown.getLast().position()) : "");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the ledger", e);
        }
    }

    private record Found(long position, Item item) {}

    private List<Found> search(Connection connection, RecordFilter wanted, String text, int most) throws SQLException {
        long old = old(connection, wanted);
        List<Found> found = look(connection, wanted.after(old).where(), most);
        int missing = most - found.size();
        if (missing > 0 && old > 0) {
            RecordFilter older = wanted.before(old + 1);
            RecordFilter.Where each = older.withoutText().where();
            List<Object> values = new ArrayList<>();
            for (int look = 0; look < 2; look++) {
                values.addAll(each.values());
                values.add(text);
            }
            String sql = TEXT.formatted(each.sql(), "and " + older.inPayload(), "and " + older.inHeader(), missing);
            found.addAll(look(connection, new RecordFilter.Where(" where " + sql, values), missing));
        }
        return found;
    }

    private static List<Found> look(Connection connection, RecordFilter.Where where, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + where.sql() + NEWEST_FIRST + most)) {
            bind(select, where.values());
            List<Found> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Found(rows.getLong("position"), item(RecordRows.of(rows), rows.getBytes("body"))));
                }
            }
            return found;
        }
    }

    /// Where the records end that count as recent among those that the other filters leave; 0 where all do.
    private long old(Connection connection, RecordFilter wanted) throws SQLException {
        RecordFilter.Where where = wanted.withoutText().where();
        String sql = "select r.position from record r" + where.sql() + NEWEST_FIRST + "1 offset " + recent;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, where.values());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    static void bind(PreparedStatement select, List<Object> values) throws SQLException {
        int at = 1;
        for (Object value : values) {
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
