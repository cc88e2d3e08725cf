package io.tandem.hub.grant;

import io.tandem.events.ConnectionEvent;
import io.tandem.events.Topic;
import io.tandem.hub.publish.Publication;
import io.tandem.hub.publish.Transactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tasks that wait until their person has connected a server. A task waits a day at most, as the runtime holds it.
@Singleton
public class GrantAsks {
    /// How long an ask counts; the runtime's own limit.
    private static final String DAY = "interval '24 hours'";

    private static final String ASK = """
            insert into grant_ask(id, task_id, person, connector, agent, asked_at)
            select ?, ?, ?, ?, ?, now()
            where not exists (select from person_grant where person = ? and connector = ?)
            on conflict (task_id, person, connector) do update set asked_at = now()
            returning id
            """;
    private static final String TAKE =
            "delete from grant_ask where person = ? and connector = ? returning id, task_id, person";
    private static final String TAKE_ALL = "delete from grant_ask where connector = ? returning id, task_id, person";
    private static final String WAITING =
            "select connector, count(*) from grant_ask where person = ? and asked_at > now() - " + DAY
                    + " group by connector";
    private static final String FORGET = "delete from grant_ask where asked_at <= now() - " + DAY;
    private static final String WITHDRAW = "delete from grant_ask where task_id = any(?)";
    private static final String HOLD = "select pg_advisory_xact_lock(hashtextextended(?, 0))";

    private final Transactions transactions;

    @Inject
    GrantAsks(Transactions transactions) {
        this.transactions = transactions;
    }

    /// A task that waits.
    public record Waiting(String taskId, String agent) {}

    /// Notes that a task waits, under an id that it is told by.
    ///
    /// @return empty if the person connected the server meanwhile
    public Optional<String> ask(Waiting waiting, NotConnected missing) {
        return transactions.run(transaction -> {
            hold(transaction, missing.person(), missing.connector());
            forget(transaction);
            try (PreparedStatement insert = transaction.prepareStatement(ASK)) {
                insert.setString(1, UUID.randomUUID().toString());
                insert.setString(2, waiting.taskId());
                insert.setString(3, missing.person());
                insert.setString(4, missing.connector());
                insert.setString(5, waiting.agent());
                insert.setString(6, missing.person());
                insert.setString(7, missing.connector());
                try (ResultSet row = insert.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /// Takes back what tasks that have ended still asked for.
    public void withdraw(Collection<String> tasks) {
        transactions.run(transaction -> {
            try (PreparedStatement delete = transaction.prepareStatement(WITHDRAW)) {
                delete.setArray(1, transaction.createArrayOf("text", tasks.toArray()));
                return delete.executeUpdate();
            }
        });
    }

    /// How many of a person's tasks wait, by connector.
    public Map<String, Integer> waiting(String person) {
        return transactions.run(transaction -> {
            try (PreparedStatement select = transaction.prepareStatement(WAITING)) {
                select.setString(1, person);
                Map<String, Integer> waiting = new HashMap<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        waiting.put(row.getString(1), row.getInt(2));
                    }
                }
                return waiting;
            }
        });
    }

    private static void forget(Connection transaction) throws SQLException {
        try (PreparedStatement forget = transaction.prepareStatement(FORGET)) {
            forget.executeUpdate();
        }
    }

    /// Who asks and who connects follow each other, or a task could wait for what has happened.
    static void hold(Connection transaction, String person, String connector) throws SQLException {
        try (PreparedStatement lock = transaction.prepareStatement(HOLD)) {
            lock.setString(1, "grant " + person + " " + connector);
            lock.execute();
        }
    }

    /// Tells the tasks that waited for a person.
    static void tell(Connection transaction, Publication publication, String person, String connector)
            throws SQLException {
        try (PreparedStatement take = transaction.prepareStatement(TAKE)) {
            take.setString(1, person);
            take.setString(2, connector);
            tell(transaction, publication, take, connector, null);
        }
    }

    /// Tells all tasks that wait for a connector that nobody connects it any more, and why.
    static void withdraw(Connection transaction, Publication publication, String connector, String reason)
            throws SQLException {
        try (PreparedStatement take = transaction.prepareStatement(TAKE_ALL)) {
            take.setString(1, connector);
            tell(transaction, publication, take, connector, reason);
        }
    }

    private static void tell(
            Connection transaction,
            Publication publication,
            PreparedStatement take,
            String connector,
            @Nullable String reason)
            throws SQLException {
        try (ResultSet row = take.executeQuery()) {
            while (row.next()) {
                ConnectionEvent event = new ConnectionEvent(
                        ConnectionEvent.SCHEMA,
                        row.getString("id"),
                        row.getString("task_id"),
                        row.getString("person"),
                        connector,
                        reason,
                        Instant.now());
                publication.event(
                        transaction,
                        Topic.HUB_CONNECTIONS,
                        event.taskId(),
                        new Publication.Event(ConnectionEvent.TYPE, "platform", event));
            }
        }
    }
}
