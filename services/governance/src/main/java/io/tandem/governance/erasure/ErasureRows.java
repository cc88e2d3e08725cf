package io.tandem.governance.erasure;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tandem.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of erasures and of their parts.
final class ErasureRows {
    private static final String ADD = """
            insert into erasure(id, person, before, reason, state, preview, proposed_by, proposed_at, decided_by, decided_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String ADD_PART = "insert into erasure_part(erasure, part, records) values (?, ?, ?)";
    private static final String SHOW =
            "select * from erasure where id = coalesce(?, id)" + " order by proposed_at desc, id limit 200";
    private static final String LOCK = "select * from erasure where id = ? for update";
    private static final String DECIDE =
            "update erasure set state = ?, decided_by = ?, decided_at = ? where id = ? and state = 'PROPOSED'";
    private static final String ALONE = "lock table erasure in share row exclusive mode";
    private static final String LAST_BY = "select max(proposed_at) from erasure where proposed_by = ?";

    /// One that is being carried out, held by this transaction against other nodes.
    private static final String OPEN = """
            select * from erasure where state = 'CARRIED_OUT' order by decided_at, id limit 1 for update skip locked
            """;
    private static final String PARTS = """
            select part, records, told_at, erased, count(*) over () as parts from erasure_part
            where erasure = ? order by part
            """;
    private static final String TOLD = "update erasure_part set told_at = ? where erasure = ? and part = ?";
    private static final String GONE = "update erasure_part set erased = ? where erasure = ? and part = ?";
    private static final String SUM = """
            update erasure set erased = (select coalesce(sum(erased), 0) from erasure_part where erasure = ?),
                   state = case when exists (select 1 from erasure_part where erasure = ? and erased is null)
                                then state else 'DONE' end,
                   done_at = case when exists (select 1 from erasure_part where erasure = ? and erased is null)
                                  then null else ?::timestamptz end
            where id = ?
            """;

    private static final TypeReference<Map<String, String>> NUMBERS = new TypeReference<>() {};

    private ErasureRows() {}

    /// @param records by team, as the ledger's event names them
    /// @param told whether its event was written
    record Part(int part, int parts, Map<String, String> records, boolean told, boolean gone) {}

    static void add(Connection connection, PayloadErasure erasure, List<Map<String, String>> parts)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, erasure.id());
            insert.setString(2, erasure.person());
            insert.setObject(3, at(erasure.before()));
            insert.setString(4, erasure.reason());
            insert.setString(5, erasure.state().name());
            insert.setString(6, text(erasure.preview()));
            insert.setString(7, erasure.proposedBy());
            insert.setObject(8, at(erasure.proposedAt()));
            insert.setString(9, erasure.decidedBy());
            insert.setObject(10, at(erasure.decidedAt()));
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(ADD_PART)) {
            for (int part = 1; part <= parts.size(); part++) {
                insert.setString(1, erasure.id());
                insert.setInt(2, part);
                insert.setString(3, text(parts.get(part - 1)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Newest first; of one id that one.
    static List<PayloadErasure> all(Connection connection, @Nullable String id) throws SQLException {
        List<PayloadErasure> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SHOW)) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(of(rows));
                }
            }
        }
        return found;
    }

    static Optional<PayloadErasure> lock(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(of(rows)) : Optional.empty();
            }
        }
    }

    static void decide(Connection connection, String id, PayloadErasure.State state, String who, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(DECIDE)) {
            update.setString(1, state.name());
            update.setString(2, who);
            update.setObject(3, at(now));
            update.setString(4, id);
            update.executeUpdate();
        }
    }

    /// Keeps other nodes from making one until this transaction ends.
    static void alone(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(ALONE)) {
            lock.execute();
        }
    }

    /// When somebody proposed one last.
    static Optional<Instant> lastBy(Connection connection, String who) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LAST_BY)) {
            select.setString(1, who);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant);
            }
        }
    }

    static Optional<PayloadErasure> open(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OPEN);
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? Optional.of(of(rows)) : Optional.empty();
        }
    }

    static List<Part> parts(Connection connection, String erasure) throws SQLException {
        List<Part> parts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(PARTS)) {
            select.setString(1, erasure);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    parts.add(new Part(
                            rows.getInt("part"),
                            rows.getInt("parts"),
                            EventJson.readAll(bytes(rows.getString("records")), NUMBERS),
                            rows.getObject("told_at") != null,
                            rows.getObject("erased") != null));
                }
            }
        }
        return parts;
    }

    static void told(Connection connection, String erasure, int part, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(TOLD)) {
            update.setObject(1, at(now));
            update.setString(2, erasure);
            update.setInt(3, part);
            update.executeUpdate();
        }
    }

    static void gone(Connection connection, String erasure, int part, long payloads, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(GONE)) {
            update.setLong(1, payloads);
            update.setString(2, erasure);
            update.setInt(3, part);
            update.executeUpdate();
        }
        try (PreparedStatement update = connection.prepareStatement(SUM)) {
            update.setString(1, erasure);
            update.setString(2, erasure);
            update.setString(3, erasure);
            update.setObject(4, at(now));
            update.setString(5, erasure);
            update.executeUpdate();
        }
    }

    private static PayloadErasure of(ResultSet row) throws SQLException {
        return new PayloadErasure(
                row.getString("id"),
                row.getString("person"),
                instant(row, "before"),
                row.getString("reason"),
                PayloadErasure.State.valueOf(row.getString("state")),
                EventJson.read(bytes(row.getString("preview")), ErasurePreview.class),
                row.getString("proposed_by"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getString("decided_by"),
                instant(row, "decided_at"),
                instant(row, "done_at"),
                row.getLong("erased"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant time) {
        return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object value) {
        return new String(EventJson.write(value), StandardCharsets.UTF_8);
    }
}
