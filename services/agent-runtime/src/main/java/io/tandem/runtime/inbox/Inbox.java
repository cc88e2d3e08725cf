package io.tandem.runtime.inbox;

import io.tandem.runtime.stream.Subscription;
import io.tandem.runtime.stream.Subscriptions;
import io.tandem.runtime.task.Lease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes arrivals, each message once, and reads those that the journal does not know yet.
public final class Inbox {
    private static final String BEGIN = """
            with fresh as (
                insert into inbox(caller, agent, message_id, task_id, arrival, kind, body, decision)
                select caller, agent, message_id, task_id, 1, 'message', body, decision
                from unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::bytea[], ?::bytea[])
                    as n(caller, agent, message_id, task_id, body, decision)
                on conflict do nothing
                returning task_id
            ), begun as (
                insert into task(task_id, context_id, parent_id, team, agent, version, policy, owner, actors, lane,
                                 traceparent, state, status_at, created_at, due_at, lease_owner, lease_epoch,
                                 lease_until, subscribers)
                select n.task_id, n.context_id, n.parent_id, n.team, n.agent, n.version, n.policy, n.owner, n.actors,
                       n.lane, n.traceparent, 'SUBMITTED', n.at, n.at, now() + n.hold, n.holder, n.epoch,
                       case when n.epoch > 0 then now() + n.hold end, 1
                from fresh join (
                    select *, case when epoch > 0 then interval '1 millisecond' * ? else interval '0' end as hold,
                           case when epoch > 0 then ? end as holder
                    from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::bigint[])
                        as t(task_id, context_id, parent_id, team, agent, version, policy, owner, actors, lane,
                             traceparent, at, epoch)
                ) n using (task_id)
            ), waiting as (
                insert into subscription(request_id, task_id, reply_topic, mode, history, expires_at)
                select s.request_id, s.task_id, s.reply_topic, s.mode, s.history, s.expires_at
                from fresh join unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::int[], ?::timestamptz[])
                    as s(request_id, task_id, reply_topic, mode, history, expires_at) using (task_id)
                on conflict (request_id) do nothing
            )
            select task_id from fresh""";
    private static final String ARRIVE = """
            update task set wake_seq = wake_seq + 1, subscribers = subscribers + 1,
                due_at = case when lease_until > now() then due_at else now() end
            where task_id = ? and owner = ? and agent = ?
                and state not in ('COMPLETED', 'FAILED', 'CANCELED', 'REJECTED')
            returning wake_seq, context_id, lease_owner""";
    private static final String INSERT = """
            insert into inbox(caller, agent, message_id, task_id, arrival, kind, body, decision)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";
    private static final String TELL = """
            with reached as (
                update task set wake_seq = wake_seq + 1,
                    due_at = case when lease_until > now() then due_at else now() end
                where task_id = ? and state not in ('COMPLETED', 'FAILED', 'CANCELED', 'REJECTED')
                returning task_id, agent, wake_seq
            )
            insert into inbox(caller, agent, message_id, task_id, arrival, kind, body)
            select ?, agent, ?, task_id, wake_seq, ?, ? from reached
            on conflict do nothing""";
    private static final String KNOWN = "select task_id from inbox where caller = ? and agent = ? and message_id = ?";
    private static final String UNREAD =
            "select arrival, kind, caller, decision, body from inbox where task_id = ? and arrival > ? order by arrival";

    private Inbox() {}

    /// Begins tasks in one statement, leased to the holder from epoch 1 where `leased` says so and due at once
    /// otherwise.
    ///
    /// @return ids of those that are new; the others' messages were known already
    public static Set<UUID> begin(Connection connection, List<NewTask> tasks, Set<UUID> leased, Holder holder)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            Columns columns = new Columns(connection, insert, tasks);
            columns.text(NewTask::caller);
            columns.text(task -> task.head().agent());
            columns.text(NewTask::messageId);
            columns.array("uuid", task -> task.head().taskId());
            columns.array("bytea", NewTask::message);
            columns.array("bytea", NewTask::decision);
            columns.value(holder.leaseTime().toMillis());
            columns.value(holder.name());
            columns.array("uuid", task -> task.head().taskId());
            columns.text(task -> task.head().contextId());
            columns.array("uuid", task -> task.head().parentId());
            columns.text(task -> task.head().team());
            columns.text(task -> task.head().agent());
            columns.text(task -> task.head().version());
            columns.text(task -> task.head().policy());
            columns.text(task -> task.head().owner());
            columns.text(task -> String.join(",", task.head().actors()));
            columns.text(task -> task.head().lane());
            columns.text(task -> task.head().traceparent());
            columns.text(task -> task.at().toString());
            columns.array("bigint", task -> leased.contains(task.head().taskId()) ? 1L : 0L);
            columns.text(task -> task.subscription().address().requestId());
            columns.array("uuid", task -> task.head().taskId());
            columns.text(task -> task.subscription().address().topic());
            columns.text(task -> task.subscription().mode().name());
            columns.array("int", task -> task.subscription().historyLength());
            columns.text(task -> task.subscription().expires().toString());
            Set<UUID> fresh = new HashSet<>();
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    fresh.add(rows.getObject(1, UUID.class));
                }
            }
            return fresh;
        }
    }

    /// Who would hold the new leases, and how long.
    public record Holder(String name, Duration leaseTime) {}

    /// The lease that [#begin] gave a new task.
    public static Lease firstLease(NewTask task, Holder holder) {
        return new Lease(task.head(), holder.name(), 1, 0, 1, 0, 1, 0);
    }

    /// The task that a message known already began or reached.
    public static Optional<UUID> known(Connection connection, String caller, String agent, String messageId)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setString(1, caller);
            select.setString(2, agent);
            select.setString(3, messageId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    /// Something for a task that exists.
    ///
    /// @param messageId makes it known again, with caller and agent
    /// @param decision JSON of the decision that let a message pass
    public record ForTask(
            UUID taskId,
            String owner,
            String caller,
            String agent,
            String messageId,
            Arrival.Kind kind,
            byte @Nullable [] decision,
            byte[] body,
            Subscription subscription) {}

    /// Where an arrival was noted.
    ///
    /// @param holder who holds the lease and should be told, null if nobody does
    public record Noted(String contextId, @Nullable String holder) {}

    /// Notes an arrival under the task's row lock, in the caller's transaction.
    ///
    /// @return nothing if the task does not exist for this owner and agent, or has ended
    public static Optional<Noted> arrive(Connection connection, ForTask arrival) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ARRIVE)) {
            update.setObject(1, arrival.taskId());
            update.setString(2, arrival.owner());
            update.setString(3, arrival.agent());
            try (ResultSet row = update.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                insert(connection, arrival, row.getLong(1));
                Subscriptions.add(connection, arrival.taskId(), arrival.subscription());
                return Optional.of(new Noted(row.getString(2), row.getString(3)));
            }
        }
    }

    private static void insert(Connection connection, ForTask arrival, long number) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, arrival.caller());
            insert.setString(2, arrival.agent());
            insert.setString(3, arrival.messageId());
            insert.setObject(4, arrival.taskId());
            insert.setLong(5, number);
            insert.setString(6, arrival.kind().column());
            insert.setBytes(7, arrival.body());
            insert.setBytes(8, arrival.decision());
            insert.executeUpdate();
        }
    }

    /// How many arrivals the task has had by now.
    public static long wakeSeq(Connection connection, UUID taskId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select wake_seq from task where task_id = ?")) {
            select.setObject(1, taskId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /// Notes what the platform itself has to tell a task, in one statement; a repeat changes nothing.
    ///
    /// @param source who tells, such as `hub`
    /// @param messageId makes it known again, with the source
    /// @return false if the task is unknown or has ended
    public static boolean tell(Connection connection, UUID taskId, String source, String messageId, Arrival told)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(TELL)) {
            update.setObject(1, taskId);
            update.setString(2, source);
            update.setString(3, messageId);
            update.setString(4, told.kind().column());
            update.setBytes(5, told.body());
            return update.executeUpdate() > 0;
        }
    }

    /// Arrivals that the journal does not know yet, oldest first.
    public static List<Arrival> unread(Connection connection, UUID taskId, long drained) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(UNREAD)) {
            select.setObject(1, taskId);
            select.setLong(2, drained);
            try (ResultSet rows = select.executeQuery()) {
                List<Arrival> arrivals = new ArrayList<>();
                while (rows.next()) {
                    arrivals.add(new Arrival(
                            rows.getLong(1),
                            Arrival.Kind.of(rows.getString(2)),
                            rows.getString(3),
                            rows.getBytes(4),
                            rows.getBytes(5)));
                }
                return arrivals;
            }
        }
    }

    /// Sets parameters one after the other, each an array with one element for each task.
    private static final class Columns {
        private final Connection connection;
        private final PreparedStatement statement;
        private final List<NewTask> tasks;
        private int index = 1;

        Columns(Connection connection, PreparedStatement statement, List<NewTask> tasks) {
            this.connection = connection;
            this.statement = statement;
            this.tasks = tasks;
        }

        void text(Function<NewTask, @Nullable String> column) throws SQLException {
            array("text", column);
        }

        void array(String type, Function<NewTask, ? extends @Nullable Object> column) throws SQLException {
            @Nullable
            Object[] values = type.equals("bytea")
                    ? tasks.stream().map(task -> (byte[]) column.apply(task)).toArray(byte[][]::new)
                    : tasks.stream().map(column).toArray();
            statement.setArray(index++, connection.createArrayOf(type, values));
        }

        void value(Object value) throws SQLException {
            statement.setObject(index++, value);
        }
    }
}
