package io.tandem.runtime.activation;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.TaskState;
import io.tandem.events.Envelope;
import io.tandem.events.EventJson;
import io.tandem.events.TaskEvent;
import io.tandem.events.Topic;
import io.tandem.kit.outbox.Outbox;
import io.tandem.kit.outbox.OutboxRecord;
import io.tandem.kit.outbox.OutboxRelay;
import io.tandem.runtime.journal.EntryJson;
import io.tandem.runtime.journal.JournalEntry;
import io.tandem.runtime.task.Lease;
import io.tandem.runtime.task.TaskHead;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The one place that writes journals: row, journal and outbox in one statement, which is one transaction.
///
/// The row's condition carries owner and epoch, so a holder that lost its lease writes nothing at all. A written step
/// sets `starts` back: only a step that its holders never survive counts towards poison.
public final class StepWriter {
    private static final String WRITE = """
            with head as (
                update task set
                    seq = ?, drained = ?, starts = 0, state = ?,
                    status_at = case when state = ? and not ? then status_at else ? end,
                    lease_owner = case when ? then null else lease_owner end,
                    lease_until = case when ? then null else now() + ? * interval '1 millisecond' end,
                    due_at = case when ? then null
                                  when not ? then now() + ? * interval '1 millisecond'
                                  when wake_seq > ? then now()
                                  else ?::timestamptz end
                where task_id = ? and lease_owner = ? and lease_epoch = ? and (not ? or wake_seq = ?)
                returning task_id, wake_seq, subscribers
            ), entries as (
                insert into journal(task_id, seq, epoch, kind, body, at)
                select head.task_id, e.seq, ?, e.kind, e.body::jsonb, e.at
                from head, unnest(?::bigint[], ?::text[], ?::text[], ?::timestamptz[]) as e(seq, kind, body, at)
            ), published as (
                insert into outbox(slot, topic, key, headers, body)
                select ?, o.topic, head.task_id::text, o.headers, o.body
                from head, unnest(?::text[], ?::text[], ?::bytea[]) as o(topic, headers, body)
            )
            select wake_seq, subscribers from head""";
    private static final String STILL_MINE =
            "select wake_seq, subscribers from task where task_id = ? and lease_owner = ? and lease_epoch = ?";

    private final DataSource dataSource;
    private final OutboxRelay relay;
    private final Duration leaseTime;

    public StepWriter(DataSource dataSource, OutboxRelay relay, Duration leaseTime) {
        this.dataSource = dataSource;
        this.relay = relay;
        this.leaseTime = leaseTime;
    }

    /// What the row said after the write.
    ///
    /// @param written false if the step was refused because arrivals are unread
    record Written(boolean written, long wakeSeq, long subscribers) {}

    /// Writes one step.
    ///
    /// @param state the task's state after it
    /// @throws LeaseLost if owner or epoch no longer hold
    /// @throws EntryTooLarge if an entry cannot be published
    Written write(Lease lease, Step step, TaskState before, TaskState state, long seq) throws SQLException, LeaseLost {
        try (Connection connection = dataSource.getConnection()) {
            Optional<Written> written = execute(connection, lease, step, new States(before, state, seq));
            if (written.isPresent()) {
                relay.hint();
                return written.get();
            }
            return refused(connection, lease);
        }
    }

    private record States(TaskState before, TaskState after, long seq) {}

    private Optional<Written> execute(Connection connection, Lease lease, Step step, States states)
            throws SQLException {
        TaskHead head = lease.head();
        boolean finish = step.after() instanceof Step.After.Finish;
        boolean release = finish || step.after() instanceof Step.After.Release;
        boolean allRead = finish || step.after() instanceof Step.After.Keep(boolean onlyIfAllRead) && onlyIfAllRead;
        boolean moved = step.entries().stream().anyMatch(entry -> entry.entry().changesStatus());
        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            int at = 1;
            write.setLong(at++, states.seq());
            write.setLong(at++, step.drained());
            write.setString(at++, states.after().name());
            write.setString(at++, states.after().name());
            write.setBoolean(at++, moved);
            write.setObject(at++, statusTime(step));
            write.setBoolean(at++, release);
            write.setBoolean(at++, release);
            write.setLong(at++, leaseTime.toMillis());
            write.setBoolean(at++, finish);
            write.setBoolean(at++, release);
            write.setLong(at++, leaseTime.toMillis());
            write.setLong(at++, step.drained());
            write.setObject(at++, due(step));
            write.setObject(at++, head.taskId());
            write.setString(at++, lease.owner());
            write.setLong(at++, lease.epoch());
            write.setBoolean(at++, allRead);
            write.setLong(at++, step.drained());
            at = setEntries(connection, write, at, lease, step);
            setRecords(connection, write, at, records(lease, step, states.after()));
            try (ResultSet row = write.executeQuery()) {
                return row.next() ? Optional.of(new Written(true, row.getLong(1), row.getLong(2))) : Optional.empty();
            }
        }
    }

    private static int setEntries(Connection connection, PreparedStatement write, int from, Lease lease, Step step)
            throws SQLException {
        int count = step.entries().size();
        Long[] seqs = new Long[count];
        String[] kinds = new String[count];
        String[] bodies = new String[count];
        String[] times = new String[count];
        for (int i = 0; i < count; i++) {
            JournalEntry entry = step.entries().get(i);
            seqs[i] = entry.seq();
            kinds[i] = entry.entry().kind();
            bodies[i] = EntryJson.write(entry.entry()).toString();
            times[i] = entry.at().toString();
        }
        int at = from;
        write.setLong(at++, lease.epoch());
        write.setArray(at++, connection.createArrayOf("bigint", seqs));
        write.setArray(at++, connection.createArrayOf("text", kinds));
        write.setArray(at++, connection.createArrayOf("text", bodies));
        write.setArray(at++, connection.createArrayOf("text", times));
        return at;
    }

    private static void setRecords(Connection connection, PreparedStatement write, int from, List<OutboxRecord> records)
            throws SQLException {
        String[] topics = new String[records.size()];
        String[] headers = new String[records.size()];
        byte[][] bodies = new byte[records.size()][];
        for (int i = 0; i < records.size(); i++) {
            OutboxRecord record = records.get(i);
            topics[i] = record.topic();
            headers[i] = new String(EventJson.write(record.headers()), StandardCharsets.UTF_8);
            bodies[i] = record.body();
        }
        int at = from;
        write.setInt(
                at++,
                records.isEmpty() ? 0 : OutboxRecord.slotOf(records.getFirst().key()));
        write.setArray(at++, connection.createArrayOf("text", topics));
        write.setArray(at++, connection.createArrayOf("text", headers));
        write.setArray(at, connection.createArrayOf("bytea", bodies));
    }

    private static List<OutboxRecord> records(Lease lease, Step step, TaskState state) {
        List<OutboxRecord> records = new ArrayList<>();
        for (JournalEntry entry : step.entries()) {
            TaskEvent event = event(lease, entry, state);
            OutboxRecord record = OutboxRecord.event(Topic.A2A_EVENTS, event.taskId(), envelope(event), event);
            byte[] body = record.body();
            if (body != null && body.length > Outbox.MAX_BODY_BYTES) {
                throw new EntryTooLarge(body.length);
            }
            records.add(record);
        }
        records.addAll(step.besides());
        return records;
    }

    private static Envelope envelope(TaskEvent event) {
        return new Envelope(event.id(), "runtime", TaskEvent.TYPE, event.at(), event.team(), null, null);
    }

    private static TaskEvent event(Lease lease, JournalEntry entry, TaskState state) {
        TaskHead head = lease.head();
        JsonNode body = EntryJson.write(entry.entry());
        return new TaskEvent(
                TaskEvent.SCHEMA,
                head.id(),
                entry.seq(),
                lease.epoch(),
                head.contextId(),
                head.parentId() == null ? null : head.parentId().toString(),
                head.team(),
                head.agent(),
                head.version(),
                head.owner(),
                entry.entry().kind(),
                state.name(),
                body,
                entry.at());
    }

    private static @Nullable Object statusTime(Step step) {
        return step.entries().isEmpty() ? null : step.entries().getLast().at().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Object due(Step step) {
        return step.after() instanceof Step.After.Release(java.time.Instant due) && due != null
                ? due.atOffset(ZoneOffset.UTC)
                : null;
    }

    /// Nothing was written: either the lease is lost, or the step met unread arrivals.
    private static Written refused(Connection connection, Lease lease) throws SQLException, LeaseLost {
        try (PreparedStatement select = connection.prepareStatement(STILL_MINE)) {
            select.setObject(1, lease.head().taskId());
            select.setString(2, lease.owner());
            select.setLong(3, lease.epoch());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new LeaseLost(lease.head().id(), lease.epoch());
                }
                return new Written(false, row.getLong(1), row.getLong(2));
            }
        }
    }
}
