package io.tandem.hub.approval;

import io.tandem.events.EventJson;
import io.tandem.events.Halt;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements of table `approval`. Each change names the state that it leaves, so of two only one happens;
/// times are the database's.
final class ApprovalTable {
    private static final String INSERT = """
            insert into approval(id, binding_hash, asked_hash, task_id, seq, team, agent, version, on_behalf_of, actors,
                                 chain, connector, tool, arguments, effect, provenance, status, created_at,
                                 expires_at, due_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', now(),
                    now() + ? * interval '1 millisecond', now() + least(?, ?) * interval '1 millisecond')
            on conflict do nothing returning *
            """;
    private static final String BY_BINDING = """
            select * from approval where binding_hash = ? or asked_hash = ? order by binding_hash = ? desc limit 1
            """;
    private static final String BY_ID = "select * from approval where id = ?";
    private static final String DECIDE = """
            update approval set status = ?, decided_by = ?, reason = ?, decided_at = now(),
                expires_at = now() + (expires_at - created_at)
            where id = ? and status = 'waiting' and expires_at > now() returning *
            """;
    private static final String CHANGE = """
            update approval set asked_arguments = arguments, arguments = ?, binding_hash = ?
            where id = ? and status = 'waiting'
            """;
    private static final String REMIND = """
            update approval set reminders = reminders + 1
            where status = 'waiting' and expires_at > now()
              and now() >= case reminders when 0 then created_at + (due_at - created_at) * 0.5
                                          when 1 then created_at + (expires_at - created_at) * 0.9
                           else 'infinity' end
            returning *
            """;
    private static final String EXPIRE = """
            update approval set status = 'expired',
                decided_at = coalesce(decided_at, now()),
                reason = case status when 'granted' then 'granted, but not used in time' else 'nobody decided in time' end
            where status in ('waiting', 'granted') and expires_at <= now() returning *
            """;
    private static final String WITHDRAW = """
            update approval set status = 'withdrawn', decided_at = coalesce(decided_at, now()),
                reason = case status when 'granted' then 'granted, but its task has ended' else 'its task has ended' end
            where task_id = any(?) and status in ('waiting', 'granted') returning *
            """;
    private static final String USE = """
            update approval set status = 'used', used_key = ?, used_at = now()
            where id = ? and status = 'granted' and binding_hash = ? and expires_at > now() returning *
            """;
    private static final String RELEASE = """
            update approval set status = 'granted', used_key = null, used_at = null
            where id = ? and status = 'used' and used_key = ?
            """;
    private static final String LIST = """
            select * from approval
            where (? = '' or status = ?) and (team = any(?) or on_behalf_of = ? or agent = any(?))
              and position(lower(?) in lower(concat_ws(' ', connector || '/' || tool, agent, team, on_behalf_of,
                                                       arguments, id, task_id))) > 0
              and (? = '' or (created_at, id) < (select created_at, id from approval where id = ?))
            order by created_at desc, id desc limit ?
            """;

    private static final String WAITING = """
            select id, agent, connector || '/' || tool as tool, on_behalf_of, count(*) over () as all_of_them
            from approval
            where status = 'waiting' and expires_at > now() and (? or team = any(?))
              and case ? when 'agent' then agent = ? when 'team' then team = ? when 'connector' then connector = ?
                  when 'tool' then connector || '/' || tool = ? else true end
            order by created_at, id limit 10
            """;

    private ApprovalTable() {}

    /// What waits and a halt would hit, in these teams.
    ///
    /// @param teams null for all
    static WaitingImpact waiting(
            Connection transaction, Halt.Scope scope, String target, @Nullable Collection<String> teams)
            throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(WAITING)) {
            select.setBoolean(1, teams == null);
            select.setArray(2, transaction.createArrayOf("text", teams == null ? new Object[0] : teams.toArray()));
            select.setString(3, scope.name());
            for (int field = 4; field <= 7; field++) {
                select.setString(field, target);
            }
            List<WaitingImpact.Waiting> first = new ArrayList<>();
            int count = 0;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    count = rows.getInt("all_of_them");
                    first.add(new WaitingImpact.Waiting(
                            rows.getString("id"),
                            rows.getString("agent"),
                            rows.getString("tool"),
                            rows.getString("on_behalf_of")));
                }
            }
            return new WaitingImpact(count, first);
        }
    }

    /// When a decision is wanted, and when it is a no without one, from the moment of asking.
    record Terms(Duration due, Duration expiry) {}

    /// The new row, or nothing if one with this binding exists.
    static @Nullable Approval insert(Connection transaction, String id, Asking asking, Terms terms)
            throws SQLException {
        Binding call = asking.call();
        Asking.Asker asker = asking.asker();
        int slash = call.tool().indexOf('/');
        try (PreparedStatement insert = transaction.prepareStatement(INSERT)) {
            insert.setString(1, id);
            insert.setString(2, call.hash());
            insert.setString(3, call.hash());
            insert.setString(4, call.taskId());
            insert.setLong(5, call.seq());
            insert.setString(6, asker.team());
            insert.setString(7, asker.agent());
            insert.setString(8, asker.version());
            insert.setString(9, asker.onBehalfOf());
            insert.setArray(10, transaction.createArrayOf("text", asker.actors().toArray()));
            insert.setString(11, text(asker.chain()));
            insert.setString(12, call.tool().substring(0, slash));
            insert.setString(13, call.tool().substring(slash + 1));
            insert.setString(14, call.arguments().toString());
            insert.setString(15, asking.effect().name());
            insert.setString(16, text(asking.provenance()));
            insert.setLong(17, terms.expiry().toMillis());
            insert.setLong(18, terms.due().toMillis());
            insert.setLong(19, terms.expiry().toMillis());
            return ApprovalRows.one(insert);
        }
    }

    /// The approval that allows this call, or that was asked for it and allows a changed one.
    static @Nullable Approval byBinding(Connection transaction, String hash) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(BY_BINDING)) {
            select.setString(1, hash);
            select.setString(2, hash);
            select.setString(3, hash);
            return ApprovalRows.one(select);
        }
    }

    private static String text(Object value) {
        return new String(EventJson.write(value), StandardCharsets.UTF_8);
    }

    static @Nullable Approval byId(Connection transaction, String id) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(BY_ID)) {
            select.setString(1, id);
            return ApprovalRows.one(select);
        }
    }

    /// The row as decided, or nothing if it does not wait any more.
    static @Nullable Approval decide(Connection transaction, String id, Verdict verdict) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(DECIDE)) {
            update.setString(1, verdict.status());
            update.setString(2, verdict.by());
            update.setString(3, verdict.reason());
            update.setString(4, id);
            return ApprovalRows.one(update);
        }
    }

    /// Puts an approver's arguments in the place of the agent's, in the transaction that decides.
    static void change(Connection transaction, String id, Binding changed) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(CHANGE)) {
            update.setString(1, changed.arguments().toString());
            update.setString(2, changed.hash());
            update.setString(3, id);
            update.executeUpdate();
        }
    }

    /// The rows that are called to mind now: once when half of the time until they are due is over, once shortly before
    /// they expire.
    static List<Approval> remind(Connection transaction) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(REMIND)) {
            return ApprovalRows.all(update);
        }
    }

    /// What was decided, by whom.
    record Verdict(String status, String by, @Nullable String reason) {}

    static List<Approval> expire(Connection transaction) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(EXPIRE)) {
            return ApprovalRows.all(update);
        }
    }

    /// The rows of these tasks that were still open.
    static List<Approval> withdraw(Connection transaction, Collection<String> tasks) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(WITHDRAW)) {
            update.setArray(1, transaction.createArrayOf("text", tasks.toArray()));
            return ApprovalRows.all(update);
        }
    }

    /// The row as used, or nothing if it is not granted, already used, or for another call.
    static @Nullable Approval use(Connection transaction, String id, String hash, String key) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(USE)) {
            update.setString(1, key);
            update.setString(2, id);
            update.setString(3, hash);
            return ApprovalRows.one(update);
        }
    }

    static boolean release(Connection transaction, String id, String key) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(RELEASE)) {
            update.setString(1, id);
            update.setString(2, key);
            return update.executeUpdate() == 1;
        }
    }

    static List<Approval> list(Connection transaction, Search search) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(LIST)) {
            Approvals.Wanted wanted = search.wanted();
            select.setString(1, wanted.status());
            select.setString(2, wanted.status());
            select.setArray(3, transaction.createArrayOf("text", search.teams().toArray()));
            select.setString(4, search.asker());
            select.setArray(5, transaction.createArrayOf("text", search.agents().toArray()));
            select.setString(6, wanted.text());
            select.setString(7, wanted.after());
            select.setString(8, wanted.after());
            select.setInt(9, wanted.limit());
            return ApprovalRows.all(select);
        }
    }

    /// What is looked for.
    ///
    /// @param teams whose approvals may be seen
    /// @param agents agents whose approvals may be seen by a grant
    record Search(Approvals.Wanted wanted, List<String> teams, String asker, List<String> agents) {}
}
