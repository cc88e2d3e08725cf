package io.tandem.router.spend;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// The tables `spend` and `spend_hold`.
public final class SpendRows {
    private static final String OPEN = "insert into spend (scope, day, spent) values (?, ?, 0) on conflict do nothing";
    private static final String LOCK = "select spent from spend where scope = ? and day = ? for update";
    private static final String HELD =
            "select coalesce(sum(amount), 0) from spend_hold" + " where scope = ? and day = ? and until > now()";
    private static final String HOLD = "insert into spend_hold (id, scope, day, amount, until)"
            + " values (?, ?, ?, ?, now() + ? * interval '1 second')";
    private static final String BOOK = "insert into spend (scope, day, spent) values (?, ?, ?)"
            + " on conflict (scope, day) do update set spent = spend.spent + excluded.spent";
    private static final String RELEASE = "delete from spend_hold where id = any (?)";
    private static final String FORGET = "delete from spend_hold where until < now()";

    private SpendRows() {}

    /// What somebody has used of a day, what is held back included. Nobody else changes it until this transaction ends.
    static BigDecimal used(Connection transaction, Booking on) throws SQLException {
        try (PreparedStatement open = transaction.prepareStatement(OPEN)) {
            open.setString(1, on.scope());
            open.setObject(2, on.day());
            open.executeUpdate();
        }
        return sum(transaction, LOCK, on).add(sum(transaction, HELD, on));
    }

    private static BigDecimal sum(Connection transaction, String sql, Booking on) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(sql)) {
            select.setString(1, on.scope());
            select.setObject(2, on.day());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBigDecimal(1);
            }
        }
    }

    /// Something that a call may come to.
    ///
    /// @param longest after which it counts no more
    record Held(UUID id, Booking on, BigDecimal amount, Duration longest) {}

    static void hold(Connection transaction, Held held) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement(HOLD)) {
            insert.setObject(1, held.id());
            insert.setString(2, held.on().scope());
            insert.setObject(3, held.on().day());
            insert.setBigDecimal(4, held.amount());
            insert.setLong(5, held.longest().toSeconds());
            insert.executeUpdate();
        }
    }

    /// Whose day.
    public record Booking(String scope, LocalDate day) implements Comparable<Booking> {
        @Override
        public int compareTo(Booking other) {
            int byScope = scope.compareTo(other.scope);
            return byScope != 0 ? byScope : day.compareTo(other.day);
        }
    }

    /// Books what was spent, in one order everywhere so that no two wait for each other, and releases what was held.
    public static void settle(Connection transaction, Map<Booking, BigDecimal> spent, Collection<UUID> over)
            throws SQLException {
        try (PreparedStatement book = transaction.prepareStatement(BOOK)) {
            for (Map.Entry<Booking, BigDecimal> one : new TreeMap<>(spent).entrySet()) {
                book.setString(1, one.getKey().scope());
                book.setObject(2, one.getKey().day());
                book.setBigDecimal(3, one.getValue());
                book.addBatch();
            }
            book.executeBatch();
        }
        if (!over.isEmpty()) {
            try (PreparedStatement release = transaction.prepareStatement(RELEASE)) {
                release.setArray(1, transaction.createArrayOf("uuid", over.toArray()));
                release.executeUpdate();
            }
        }
    }

    /// Deletes what counts no more.
    static void forget(Connection transaction) throws SQLException {
        try (PreparedStatement delete = transaction.prepareStatement(FORGET)) {
            delete.executeUpdate();
        }
    }
}
