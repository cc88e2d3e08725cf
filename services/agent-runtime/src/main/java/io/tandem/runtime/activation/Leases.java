package io.tandem.runtime.activation;

import io.tandem.runtime.task.Lease;
import io.tandem.runtime.task.TaskHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/// Taking, keeping and giving back leases; all times are the database's.
///
/// A task is *suspect* once two of its holders died in the same step: it then runs alone on its node, so that a step
/// that kills its process takes no innocent task with it, and after five more deaths it is poison.
public final class Leases {
    /// Deaths in the same step after which a task runs alone.
    static final int SUSPECT = 2;

    /// Deaths in the same step after which a task fails.
    static final int POISON = SUSPECT + 5;

    private static final String DEAD = "case when lease_owner is null then 0 else 1 end";
    private static final String TAKE = """
            with due as (
                select task_id from task
                where due_at <= now() and (lease_until is null or lease_until <= now()) and lane = any(?)
                    and starts + %1$s %2$s
                order by due_at limit ? for update skip locked
            )
            update task set lease_owner = ?, lease_epoch = lease_epoch + 1, starts = starts + %1$s,
                lease_until = now() + ? * interval '1 millisecond', due_at = now() + ? * interval '1 millisecond'
            from due where task.task_id = due.task_id
            returning lease_epoch, seq, wake_seq, drained, subscribers, starts, %3$s""";
    private static final String TAKE_SOUND = TAKE.formatted(DEAD, "< " + SUSPECT, prefixed());
    private static final String TAKE_SUSPECT = TAKE.formatted(DEAD, ">= " + SUSPECT, prefixed());
    private static final String SUSPECT_DUE = """
            select exists(select 1 from task
                where due_at <= now() and (lease_until is null or lease_until <= now()) and lane = any(?)
                    and starts + %s >= %d)""".formatted(DEAD, SUSPECT);
    private static final String RENEW = """
            update task set lease_until = now() + ? * interval '1 millisecond',
                due_at = now() + ? * interval '1 millisecond'
            where lease_owner = ? and (task_id, lease_epoch) in (select * from unnest(?::uuid[], ?::bigint[]))
            returning task_id""";
    private static final String GIVE_BACK = """
            update task set lease_owner = null, lease_until = null, due_at = now()
            where lease_owner = ? and (task_id, lease_epoch) in (select * from unnest(?::uuid[], ?::bigint[]))""";

    private final DataSource dataSource;
    private final String owner;
    private final Duration leaseTime;

    /// @param owner this process, never used by another one, not even after a restart
    public Leases(DataSource dataSource, String owner, Duration leaseTime) {
        this.dataSource = dataSource;
        this.owner = owner;
        this.leaseTime = leaseTime;
    }

    public String owner() {
        return owner;
    }

    public Duration leaseTime() {
        return leaseTime;
    }

    /// Takes due tasks that are not suspect, and expired leases of others.
    List<Lease> takeDue(Set<String> lanes, int atMost) throws SQLException {
        return take(TAKE_SOUND, lanes, atMost);
    }

    /// Takes one suspect task.
    List<Lease> takeSuspect(Set<String> lanes) throws SQLException {
        return take(TAKE_SUSPECT, lanes, 1);
    }

    /// Whether a suspect task waits for its turn.
    boolean suspectDue(Set<String> lanes) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SUSPECT_DUE)) {
            select.setArray(1, connection.createArrayOf("text", lanes.toArray()));
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /// Prolongs leases and says which of them still hold.
    Set<UUID> renew(Map<UUID, Long> epochs) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(RENEW)) {
            update.setLong(1, leaseTime.toMillis());
            update.setLong(2, leaseTime.toMillis());
            update.setString(3, owner);
            update.setArray(4, connection.createArrayOf("uuid", epochs.keySet().toArray()));
            update.setArray(
                    5, connection.createArrayOf("bigint", epochs.values().toArray()));
            Set<UUID> held = new HashSet<>();
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    held.add(rows.getObject(1, UUID.class));
                }
            }
            return held;
        }
    }

    /// Gives leases back, due at once; not counted as a death.
    void giveBack(Collection<Lease> leases) throws SQLException {
        if (leases.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(GIVE_BACK)) {
            update.setString(1, owner);
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid",
                            leases.stream().map(lease -> lease.head().taskId()).toArray()));
            update.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", leases.stream().map(Lease::epoch).toArray()));
            update.executeUpdate();
        }
    }

    private List<Lease> take(String sql, Set<String> lanes, int atMost) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setArray(1, connection.createArrayOf("text", lanes.toArray()));
            update.setInt(2, atMost);
            update.setString(3, owner);
            update.setLong(4, leaseTime.toMillis());
            update.setLong(5, leaseTime.toMillis());
            try (ResultSet rows = update.executeQuery()) {
                List<Lease> leases = new ArrayList<>();
                while (rows.next()) {
                    leases.add(new Lease(
                            TaskHead.of(rows),
                            owner,
                            rows.getLong("lease_epoch"),
                            rows.getLong("seq"),
                            rows.getLong("wake_seq"),
                            rows.getLong("drained"),
                            rows.getLong("subscribers"),
                            rows.getInt("starts")));
                }
                return leases;
            }
        }
    }

    private static String prefixed() {
        return "task." + TaskHead.COLUMNS.replace(", ", ", task.");
    }
}
