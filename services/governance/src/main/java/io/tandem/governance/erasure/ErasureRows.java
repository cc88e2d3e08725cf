package io.tandem.governance.erasure;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tandem.events.EventJson;
import io.tandem.governance.rows.Statements;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
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
    private static final String ONE = "select * from erasure where id = ?";
    private static final String PAGE = """
            select * from erasure e where ?::text is null
                or (e.proposed_at, e.id) < (select l.proposed_at, l.id from erasure l where l.id = ?)
            order by e.proposed_at desc, e.id desc limit ?
            """;
    private static final String LOCK = "select * from erasure where id = ? for update";
    private static final String DECIDE =
            "update erasure set state = ?, decided_by = ?, decided_at = ? where id = ? and state = 'PROPOSED'";
    private static final String ALONE = "lock table erasure in share row exclusive mode";
    private static final String LAST_BY = "select max(proposed_at) from erasure where proposed_by = ?";

    private static final String OPEN = "select id from erasure where state = 'CARRIED_OUT' order by decided_at, id";
    private static final String HOLD =
            "select * from erasure where id = ? and state = 'CARRIED_OUT' for update skip locked";
    private static final String PARTS = """
            select part, records, told_at, erased, count(*) over () as parts from erasure_part
            where erasure = ? order by part
            """;
    private static final String TOLD = "update erasure_part set told_at = ? where erasure = ? and part = ?";
    private static final String GONE = "update erasure_part set erased = ? where erasure = ? and part = ?";
    private static final String SUM = """
            update erasure e set erased = p.erased, state = case when p.all_gone then 'DONE' else e.state end,
                   done_at = case when p.all_gone then ?::timestamptz end
            from (select coalesce(sum(erased), 0) as erased, bool_and(erased is not null) as all_gone
                  from erasure_part where erasure = ?) p
            where e.id = ?
            """;

    private static final TypeReference<Map<String, String>> NUMBERS = new TypeReference<>() {};

    private ErasureRows() {}

    /// @param records by team, as the ledger's event names them
    /// @param told when its event was written; null before
    record Part(
            int part,
            int parts,
            Map<String, String> records,
            @Nullable Instant told,
            boolean gone) {}

    static void add(Connection connection, PayloadErasure erasure, List<Map<String, String>> parts)
            throws SQLException {
        Statements.update(
                connection,
                ADD,
                erasure.id(),
                erasure.person(),
                erasure.before(),
                erasure.reason(),
                erasure.state().name(),
                text(erasure.preview()),
                erasure.proposedBy(),
                erasure.proposedAt(),
                erasure.decidedBy(),
                erasure.decidedAt());
        try (PreparedStatement insert = connection.prepareStatement(ADD_PART)) {
            for (int part = 1; part <= parts.size(); part++) {
                Statements.bind(insert, erasure.id(), part, text(parts.get(part - 1)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Newest first.
    ///
    /// @param after the id of the last one before these; null for the newest
    static List<PayloadErasure> page(Connection connection, @Nullable String after, int most) throws SQLException {
        List<PayloadErasure> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            Statements.bind(select, after, after, most);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(of(rows));
                }
            }
        }
        return found;
    }

    static Optional<PayloadErasure> one(Connection connection, String id) throws SQLException {
        return one(connection, ONE, id);
    }

    static Optional<PayloadErasure> lock(Connection connection, String id) throws SQLException {
        return one(connection, LOCK, id);
    }

    static void decide(Connection connection, String id, PayloadErasure.State state, String who, Instant now)
            throws SQLException {
        Statements.update(connection, DECIDE, state.name(), who, now, id);
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

    /// Those that are being carried out, oldest decision first.
    static List<String> open(Connection connection) throws SQLException {
        List<String> open = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(OPEN);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                open.add(rows.getString(1));
            }
        }
        return open;
    }

    /// One that is being carried out, held by this transaction; empty where another node holds it.
    static Optional<PayloadErasure> hold(Connection connection, String id) throws SQLException {
        return one(connection, HOLD, id);
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
                            Statements.instantOrNull(rows, "told_at"),
                            rows.getObject("erased") != null));
                }
            }
        }
        return parts;
    }

    static void told(Connection connection, String erasure, int part, Instant now) throws SQLException {
        Statements.update(connection, TOLD, now, erasure, part);
    }

    static void gone(Connection connection, String erasure, int part, long payloads, Instant now) throws SQLException {
        Statements.update(connection, GONE, payloads, erasure, part);
        Statements.update(connection, SUM, now, erasure, erasure);
    }

    private static Optional<PayloadErasure> one(Connection connection, String sql, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(of(rows)) : Optional.empty();
            }
        }
    }

    private static PayloadErasure of(ResultSet row) throws SQLException {
        return new PayloadErasure(
                row.getString("id"),
                row.getString("person"),
                Statements.instantOrNull(row, "before"),
                row.getString("reason"),
                PayloadErasure.State.valueOf(row.getString("state")),
                EventJson.read(bytes(row.getString("preview")), ErasurePreview.class),
                row.getString("proposed_by"),
                Statements.instant(row, "proposed_at"),
                row.getString("decided_by"),
                Statements.instantOrNull(row, "decided_at"),
                Statements.instantOrNull(row, "done_at"),
                row.getLong("erased"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object value) {
        return new String(EventJson.write(value), StandardCharsets.UTF_8);
    }
}
