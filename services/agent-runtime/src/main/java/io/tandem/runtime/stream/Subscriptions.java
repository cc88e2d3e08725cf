package io.tandem.runtime.stream;

import io.tandem.a2a.kafka.ReplyAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Subscriptions as rows.
public final class Subscriptions {
    private static final String INSERT = """
            insert into subscription(request_id, task_id, reply_topic, mode, history, expires_at)
            values (?, ?, ?, ?, ?, ?) on conflict (request_id) do nothing""";
    private static final String READ = """
            select request_id, reply_topic, mode, history, expires_at from subscription
            where task_id = ? and expires_at > now()""";

    private Subscriptions() {}

    public static void add(Connection connection, UUID taskId, Subscription subscription) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, subscription.address().requestId());
            insert.setObject(2, taskId);
            insert.setString(3, subscription.address().topic());
            insert.setString(4, subscription.mode().name());
            insert.setObject(5, subscription.historyLength());
            insert.setObject(6, subscription.expires().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    public static List<Subscription> of(Connection connection, UUID taskId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setObject(1, taskId);
            try (ResultSet rows = select.executeQuery()) {
                List<Subscription> subscriptions = new ArrayList<>();
                while (rows.next()) {
                    subscriptions.add(new Subscription(
                            new ReplyAddress(rows.getString("reply_topic"), rows.getString("request_id")),
                            Subscription.Mode.valueOf(rows.getString("mode")),
                            (@Nullable Integer) rows.getObject("history"),
                            rows.getObject("expires_at", OffsetDateTime.class).toInstant()));
                }
                return subscriptions;
            }
        }
    }

    public static void remove(Connection connection, Collection<String> requestIds) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from subscription where request_id = any(?)")) {
            delete.setArray(1, connection.createArrayOf("text", requestIds.toArray()));
            delete.executeUpdate();
        }
    }
}
