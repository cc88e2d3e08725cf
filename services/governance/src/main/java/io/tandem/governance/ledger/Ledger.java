package io.tandem.governance.ledger;

import io.tandem.ledger.ChainHead;
import io.tandem.ledger.LedgerRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import javax.sql.DataSource;

/// Appends to the chains. An event that is there already, by its stream and id, is left out.
public final class Ledger {
    private static final String BEGIN_CHAINS =
            "insert into chain(team, number, hash) select team, 0, ? from unnest(?) team on conflict do nothing";
    private static final String LOCK_CHAINS =
            "select team, number, hash from chain where team = any(?) order by team for update";
    private static final String KNOWN = """
            select r.stream, r.event_id from unnest(?, ?) as given(stream, event_id)
            join record r on r.stream = given.stream and r.event_id = given.event_id
            """;
    private static final String APPEND = """
            insert into record(team, number, previous_hash, stream, source, sequence, event_id, type, time, recorded,
                               kind, person, agent, version, task, tool, decision, subject, payload_hash, hash)
            select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[],
                                 ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                                 ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
            """;
    private static final String KEEP_PAYLOADS = "insert into payload(team, number, body) select * from unnest(?, ?, ?)";
    private static final String MOVE_HEADS = """
            update chain set number = given.number, hash = given.hash
            from unnest(?, ?, ?) as given(team, number, hash) where chain.team = given.team
            """;

    private final DataSource dataSource;
    private final Clock clock;

    public Ledger(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /// Appends what is new, in the order given, in one transaction.
    ///
    /// @return how many records that made
    int append(List<Incoming> events) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int made = append(connection, events);
                connection.commit();
                return made;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /// The chains' locks make writers of one team wait for each other, so what is unknown here stays unknown.
    private int append(Connection connection, List<Incoming> events) throws SQLException {
        Map<String, ChainHead> heads = lock(connection, events);
        Set<List<String>> known = known(connection, events);
        Instant now = clock.instant();
        List<LedgerRecord> records = new ArrayList<>();
        List<byte[]> payloads = new ArrayList<>();
        Set<String> moved = new TreeSet<>();
        for (Incoming event : events) {
            if (known.add(List.of(event.origin().stream(), event.origin().eventId()))) {
                ChainHead head = heads.getOrDefault(event.team(), ChainHead.empty(event.team()));
                LedgerRecord record = event.record(now).at(head.number() + 1, head.hash());
                heads.put(event.team(), new ChainHead(event.team(), record.number(), record.hash()));
                records.add(record);
                payloads.add(event.payload());
                moved.add(event.team());
            }
        }
        if (!records.isEmpty()) {
            insert(connection, records);
            keep(connection, records, payloads);
            move(connection, moved.stream().map(heads::get).toList());
        }
        return records.size();
    }

    private static Map<String, ChainHead> lock(Connection connection, List<Incoming> events) throws SQLException {
        Object[] teams = events.stream().map(Incoming::team).distinct().sorted().toArray();
        try (PreparedStatement begin = connection.prepareStatement(BEGIN_CHAINS)) {
            begin.setString(1, LedgerRecord.GENESIS);
            begin.setArray(2, connection.createArrayOf("text", teams));
            begin.executeUpdate();
        }
        Map<String, ChainHead> heads = new LinkedHashMap<>();
        try (PreparedStatement lock = connection.prepareStatement(LOCK_CHAINS)) {
            lock.setArray(1, connection.createArrayOf("text", teams));
            try (ResultSet rows = lock.executeQuery()) {
                while (rows.next()) {
                    heads.put(rows.getString(1), new ChainHead(rows.getString(1), rows.getLong(2), rows.getString(3)));
                }
            }
        }
        return heads;
    }

    private static Set<List<String>> known(Connection connection, List<Incoming> events) throws SQLException {
        Set<List<String>> known = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setArray(1, texts(connection, events, event -> event.origin().stream()));
            select.setArray(2, texts(connection, events, event -> event.origin().eventId()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known.add(List.of(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return known;
    }

    private static void insert(Connection connection, List<LedgerRecord> records) throws SQLException {
        Columns columns = new Columns(connection, records);
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            List<java.sql.Array> arrays = columns.all();
            for (int i = 0; i < arrays.size(); i++) {
                insert.setArray(i + 1, arrays.get(i));
            }
            insert.executeUpdate();
        }
    }

    private static void keep(Connection connection, List<LedgerRecord> records, List<byte[]> payloads)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP_PAYLOADS)) {
            insert.setArray(1, texts(connection, records, LedgerRecord::team));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", records.stream().map(LedgerRecord::number).toArray()));
            insert.setArray(3, connection.createArrayOf("bytea", payloads.toArray(byte[][]::new)));
            insert.executeUpdate();
        }
    }

    private static void move(Connection connection, List<ChainHead> heads) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE_HEADS)) {
            update.setArray(1, texts(connection, heads, ChainHead::team));
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", heads.stream().map(ChainHead::number).toArray()));
            update.setArray(3, texts(connection, heads, ChainHead::hash));
            update.executeUpdate();
        }
    }

    static <T> java.sql.Array texts(Connection connection, List<T> rows, Function<T, ?> column) throws SQLException {
        return connection.createArrayOf("text", rows.stream().map(column).toArray());
    }
}
