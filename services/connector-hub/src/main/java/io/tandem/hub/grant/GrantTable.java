package io.tandem.hub.grant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
                refresh = excluded.refresh, connected_at = excluded.connected_at
            """;
    private static final String FIND = "select * from person_grant where person = ? and connector = ?";
    private static final String REMOVE = "delete from person_grant where person = ? and connector = ? returning *";
    private static final String OF_PERSON = "select * from person_grant where person = ?";
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
            insert.setTimestamp(8, grant.expires() == null ? null : Timestamp.from(grant.expires()));
            insert.setString(9, grant.refresh());
            insert.setTimestamp(10, Timestamp.from(grant.connected()));
            insert.executeUpdate();
        }
    }

    static Optional<Grant> find(Connection transaction, String person, String connector) throws SQLException {
        return one(transaction, FIND, person, connector);
    }

    /// Holds the row until the transaction ends, so that a refresh token is used once.
    static Optional<Grant> locked(Connection transaction, String person, String connector) throws SQLException {
        return one(transaction, FIND + " for update", person, connector);
    }

    static Optional<Grant> remove(Connection transaction, String person, String connector) throws SQLException {
        return one(transaction, REMOVE, person, connector);
    }

    static List<Grant> of(Connection transaction, String person) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(OF_PERSON)) {
            select.setString(1, person);
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

    private static Optional<Grant> one(Connection transaction, String statement, String person, String connector)
            throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(statement)) {
            select.setString(1, person);
            select.setString(2, connector);
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

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
