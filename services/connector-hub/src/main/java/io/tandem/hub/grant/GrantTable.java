package io.tandem.hub.grant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements of table `person_grant`.
final class GrantTable {
    private static final String KEEP = """
            insert into person_grant(person, connector, issuer, client_id, resource, scopes, access, expires_at, refresh,
                                     connected_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (person, connector) do update set
                issuer = excluded.issuer, client_id = excluded.client_id, resource = excluded.resource,
                scopes = excluded.scopes, access = excluded.access, expires_at = excluded.expires_at,
                refresh = excluded.refresh, connected_at = excluded.connected_at, turn_until = null,
                doubted_at = null
            """;
    private static final String FIND = "select * from person_grant where person = ? and connector = ?";
    private static final String REMOVE = "delete from person_grant where person = ? and connector = ? returning *";
    private static final String END =
            "delete from person_grant where person = ? and connector = ? and access = ? returning *";
    private static final String TAKE_TURN = """
            update person_grant set turn_until = now() + ? * interval '1 millisecond'
            where person = ? and connector = ? and access = ? and (turn_until is null or turn_until <= now())
            """;
    private static final String LEAVE_TURN =
            "update person_grant set turn_until = null where person = ? and connector = ? and access = ?";
    private static final String REFRESH = """
            update person_grant set scopes = ?, access = ?, expires_at = ?, refresh = ?, turn_until = null
            where person = ? and connector = ? and access = ?
            """;
    private static final String DOUBT = """
            update person_grant set expires_at = now(), doubted_at = now()
            where person = ? and connector = ? and access = ? and expires_at is null and refresh is not null
                and (doubted_at is null or doubted_at < now() - interval '1 minute')
            """;
    private static final String OF_PERSON = "select * from person_grant where person = ?";
    private static final String AT_CONNECTOR = "select * from person_grant where connector = ?";
    private static final String HOLD_CONNECTOR = "select from connector where name = ? for update";
    private static final String USED = "update person_grant set used_at = ? where person = ? and connector = ?";

    private GrantTable() {}

    static void keep(Connection transaction, Grant grant) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement(KEEP)) {
            insert.setString(1, grant.person());
            insert.setString(2, grant.connector());
            insert.setString(3, grant.issuer());
            insert.setString(4, grant.client());
            insert.setString(5, grant.resource());
            insert.setArray(6, transaction.createArrayOf("text", grant.scopes().toArray()));
            insert.setString(7, grant.access());
            insert.setTimestamp(8, timestamp(grant.expires()));
            insert.setString(9, grant.refresh());
            insert.setTimestamp(10, Timestamp.from(grant.connected()));
            insert.executeUpdate();
        }
    }

    static Optional<Grant> find(Connection transaction, String person, String connector) throws SQLException {
        return one(transaction, FIND, person, connector);
    }

    static Optional<Grant> remove(Connection transaction, String person, String connector) throws SQLException {
        return one(transaction, REMOVE, person, connector);
    }

    /// Removes a grant with these very tokens.
    static Optional<Grant> end(Connection transaction, Grant seen) throws SQLException {
        return one(transaction, END, seen.person(), seen.connector(), seen.access());
    }

    /// Whether it is the caller's turn to refresh a grant with these very tokens.
    static boolean takeTurn(Connection transaction, Grant seen, Duration longest) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(TAKE_TURN)) {
            update.setLong(1, longest.toMillis());
            identify(update, 2, seen);
            return update.executeUpdate() == 1;
        }
    }

    static boolean leaveTurn(Connection transaction, Grant seen) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(LEAVE_TURN)) {
            identify(update, 1, seen);
            return update.executeUpdate() == 1;
        }
    }

    /// Puts fresh tokens in the place of those that were seen, if they are still there.
    static boolean refresh(Connection transaction, Grant fresh, Grant seen) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(REFRESH)) {
            update.setArray(1, transaction.createArrayOf("text", fresh.scopes().toArray()));
            update.setString(2, fresh.access());
            update.setTimestamp(3, timestamp(fresh.expires()));
            update.setString(4, fresh.refresh());
            identify(update, 5, seen);
            return update.executeUpdate() == 1;
        }
    }

    /// Has a token refreshed whose end nobody told. Not twice within a minute: a fresh one that is refused is over.
    ///
    /// @return whether it will be
    static boolean doubt(Connection transaction, Grant seen) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(DOUBT)) {
            identify(update, 1, seen);
            return update.executeUpdate() == 1;
        }
    }

    private static void identify(PreparedStatement statement, int first, Grant seen) throws SQLException {
        statement.setString(first, seen.person());
        statement.setString(first + 1, seen.connector());
        statement.setString(first + 2, seen.access());
    }

    static List<Grant> of(Connection transaction, String person) throws SQLException {
        return all(transaction, OF_PERSON, person);
    }

    /// What people granted at a connector.
    static List<Grant> at(Connection transaction, String connector) throws SQLException {
        return all(transaction, AT_CONNECTOR, connector);
    }

    /// Whoever is about to keep a grant or an ask there comes before, or finds the connector changed.
    static void holdConnector(Connection transaction, String connector) throws SQLException {
        try (PreparedStatement hold = transaction.prepareStatement(HOLD_CONNECTOR)) {
            hold.setString(1, connector);
            hold.execute();
        }
    }

    private static List<Grant> all(Connection transaction, String statement, String value) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(statement)) {
            select.setString(1, value);
            List<Grant> grants = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    grants.add(read(row));
                }
            }
            return grants;
        }
    }

    static void used(Connection transaction, String person, String connector) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(USED)) {
            update.setTimestamp(1, Timestamp.from(Instant.now()));
            update.setString(2, person);
            update.setString(3, connector);
            update.executeUpdate();
        }
    }

    private static Optional<Grant> one(Connection transaction, String statement, String... values) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(statement)) {
            for (int value = 0; value < values.length; value++) {
                select.setString(value + 1, values[value]);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    private static Grant read(ResultSet row) throws SQLException {
        return new Grant(
                row.getString("person"),
                row.getString("connector"),
                row.getString("issuer"),
                row.getString("client_id"),
                row.getString("resource"),
                List.of((String[]) row.getArray("scopes").getArray()),
                row.getString("access"),
                instant(row, "expires_at"),
                row.getString("refresh"),
                row.getTimestamp("connected_at").toInstant(),
                instant(row, "used_at"));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
