package io.tandem.hub.inbox;

import io.tandem.hub.approval.Approval;
import io.tandem.hub.approval.ApprovalRows;
import io.tandem.hub.inbox.InboxPage.View;
import io.tandem.kit.identity.Caller;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The inbox's statements on tables `approval` and `approver`.
final class InboxTable {
    /// Whose views they are; three parameters.
    private static final String ME = "with me as (select ?::text as id, ?::text[] as teams, ?::text[] as agents) ";

    private static final String MINE = "(a.on_behalf_of = me.id or me.id = any(a.actors))";
    private static final String TEAM = "((a.team = any(me.teams) or a.agent = any(me.agents)) and not " + MINE + ")";
    private static final String WAITS = " from approval a, me where a.status = 'waiting' and a.expires_at > now()";

    private static final String COUNTS = ME + """
            select count(*) filter (where %2$s and a.assignee = me.id) as assigned,
                   count(*) filter (where %2$s) as team,
                   count(*) filter (where %2$s and a.assignee is null) as unassigned,
                   count(*) filter (where %1$s) as submitted,
                   count(*) filter (where %2$s and a.due_at < now()) as overdue
            """.formatted(MINE, TEAM) + WAITS;

    private static final String PAGE = ME + "select a.*" + WAITS + """
             and %s and (? = '' or a.agent = ?) and (? = '' or a.connector || '/' || a.tool = ?)
              and position(lower(?) in lower(concat_ws(' ', a.connector || '/' || a.tool, a.agent, a.team,
                                                       a.on_behalf_of, a.arguments, a.id, a.task_id))) > 0
              and (? = '' or (a.due_at, a.id) > (select due_at, id from approval where id = ?))
            order by a.due_at, a.id limit ?
            """;

    private static final String ASSIGN = """
            update approval set assignee = ?, assigned_by = ?, assigned_at = now(), assigned_reason = ?
            where id = ? and status = 'waiting' and expires_at > now() and assignee is not distinct from ? returning *
            """;

    private static final String SEEN = """
            insert into approver(person, teams, roles, seen_at) values (?, ?, ?, now())
            on conflict (person) do update set teams = excluded.teams, roles = excluded.roles, seen_at = now()
            where (approver.teams, approver.roles) is distinct from (excluded.teams, excluded.roles)
            """;

    private static final String APPROVERS = "select person, teams, roles from approver order by person";

    private InboxTable() {}

    /// Whose inbox, with the teams and agents whose approvals they look at.
    record Whose(String id, List<String> teams, List<String> agents) {
        private void set(Connection transaction, PreparedStatement statement) throws SQLException {
            statement.setString(1, id);
            statement.setArray(2, transaction.createArrayOf("text", teams.toArray()));
            statement.setArray(3, transaction.createArrayOf("text", agents.toArray()));
        }
    }

    static InboxPage.Counts counts(Connection transaction, Whose whose) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(COUNTS)) {
            whose.set(transaction, select);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new InboxPage.Counts(
                        row.getInt("assigned"),
                        row.getInt("team"),
                        row.getInt("unassigned"),
                        row.getInt("submitted"),
                        row.getInt("overdue"));
            }
        }
    }

    static List<Approval> page(Connection transaction, Whose whose, Inbox.Wanted wanted) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(PAGE.formatted(condition(wanted.view())))) {
            whose.set(transaction, select);
            int field = 3;
            for (String text : List.of(
                    wanted.agent(),
                    wanted.agent(),
                    wanted.tool(),
                    wanted.tool(),
                    wanted.text(),
                    wanted.after(),
                    wanted.after())) {
                field++;
                select.setString(field, text);
            }
            select.setInt(field + 1, wanted.limit());
            return ApprovalRows.all(select);
        }
    }

    private static String condition(View view) {
        return switch (view) {
            case assigned -> TEAM + " and a.assignee = me.id";
            case team -> TEAM;
            case unassigned -> TEAM + " and a.assignee is null";
            case submitted -> MINE;
        };
    }

    /// The row with its new assignee, or nothing if it does not wait any more or somebody was faster.
    ///
    /// @param before who took care of it when that was decided
    static @Nullable Approval assign(
            Connection transaction, String id, Approval.@Nullable Assignment next, String by, @Nullable String before)
            throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(ASSIGN)) {
            update.setString(1, next == null ? null : next.person());
            update.setString(2, by);
            update.setString(3, next == null ? null : next.reason());
            update.setString(4, id);
            update.setString(5, before);
            List<Approval> rows = ApprovalRows.all(update);
            return rows.isEmpty() ? null : rows.getFirst();
        }
    }

    /// Notes who came, so that approvals can be handed to them.
    static void seen(Connection transaction, Caller caller) throws SQLException {
        try (PreparedStatement upsert = transaction.prepareStatement(SEEN)) {
            upsert.setString(1, caller.name());
            upsert.setArray(
                    2,
                    transaction.createArrayOf(
                            "text", caller.teams().stream().sorted().toArray()));
            upsert.setArray(
                    3,
                    transaction.createArrayOf(
                            "text", caller.roles().stream().sorted().toArray()));
            upsert.executeUpdate();
        }
    }

    /// People who came, with what their tokens said last.
    static List<Caller> approvers(Connection transaction) throws SQLException {
        List<Caller> known = new ArrayList<>();
        try (PreparedStatement select = transaction.prepareStatement(APPROVERS);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                known.add(new Caller(
                        Caller.Kind.person,
                        rows.getString("person"),
                        Set.of((String[]) rows.getArray("teams").getArray()),
                        Set.of((String[]) rows.getArray("roles").getArray())));
            }
        }
        return known;
    }
}
