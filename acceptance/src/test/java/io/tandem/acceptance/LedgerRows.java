package io.tandem.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the ledger's tables hold, counted, or taken away, as their administrator.
final class LedgerRows {
    private static final String REFUSED = """
            select r.kind || ' ' || coalesce(b.body -> 'details' ->> 'problem', '') as refused,
                   sum(coalesce((b.body -> 'details' ->> 'times')::bigint, 1)) as times
            from governance.record r
            join governance.payload p using (team, number)
            cross join lateral (select convert_from(p.body, 'UTF8')::jsonb as body) b
            where r.position > ? and r.decision = 'denied'
              and r.kind in ('pass.refused', 'token.refused', 'call.refused', 'request.refused')
            group by 1""";
    private static final String DENIED =
            "select count(*) from governance.record where position > ? and kind = 'tool-call' and decision = 'denied'"
                    + " and agent = ?";
    private static final String TASKS = "select count(*) from runtime.task where agent = ?";
    private static final String HOLDING =
            "select count(*) from governance.payload" + " where position(? in convert_from(body, 'UTF8')) > 0";
    private static final List<String> TAKE = List.of(
            "set session_replication_role = replica",
            "create table public.taken as select p.* from governance.payload p"
                    + " join governance.record r using (team, number) where r.task = '%s' order by p.number limit 1",
            "delete from governance.payload p using public.taken t where t.team = p.team and t.number = p.number");
    private static final List<String> GIVE_BACK =
            List.of("insert into governance.payload select * from public.taken", "drop table public.taken");
    private static final String NEWEST = "select coalesce(max(position), 0) from governance.record";

    private final TandemUnderTest tandem;

    LedgerRows(TandemUnderTest tandem) {
        this.tandem = tandem;
    }

    /// The newest record's position.
    long newest() {
        return number(NEWEST);
    }

    /// How many calls of tools were denied to an agent after that position.
    long denied(long after, String agent) {
        return number(DENIED, after, agent);
    }

    /// How many tasks an agent was ever given.
    long tasks(String agent) {
        return number(TASKS, agent);
    }

    /// Refusals on record after that position: how often each, by kind and problem.
    Map<String, Long> refused(long after) {
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement(REFUSED)) {
            select.setLong(1, after);
            Map<String, Long> times = new TreeMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    times.put(rows.getString(1), rows.getLong(2));
                }
            }
            return times;
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger cannot be read", e);
        }
    }

    /// How many payloads hold a text.
    long holding(String text) {
        return number(HOLDING, text);
    }

    /// Runs something while a payload of a task is gone, as somebody can make it who owns the database.
    void withoutAPayloadOf(String task, Runnable act) {
        execute(TAKE.stream().map(sql -> sql.formatted(task)).toList());
        try {
            act.run();
        } finally {
            execute(GIVE_BACK);
        }
    }

    private void execute(List<String> statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger cannot be changed", e);
        }
    }

    private long number(String sql, Object... values) {
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the tables cannot be read", e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + tandem.postgres() + "/tandem", "postgres", tandem.secret("postgresAdmin"));
    }
}
