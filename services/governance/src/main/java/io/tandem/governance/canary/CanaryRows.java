package io.tandem.governance.canary;

import static io.tandem.governance.rows.Statements.bind;
import static io.tandem.governance.rows.Statements.instant;
import static io.tandem.governance.rows.Statements.instantOrNull;
import static io.tandem.governance.rows.Statements.update;

import io.tandem.events.AgentRecord;
import io.tandem.events.CanaryStanding.Decision;
import io.tandem.events.EventJson;
import io.tandem.events.Money;
import io.tandem.governance.verdict.Share;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was seen of canaries, and the folded tasks that it is counted from.
final class CanaryRows {
    private static final int SHOWN = 20;
    private static final String BEGIN = """
            insert into canary_watch(agent, version, since, team, baseline, share, minimum_runs, automatic, looked_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """;
    private static final String HOLD = """
            select looks, decision, looked_at from canary_watch
            where agent = ? and version = ? and since = ? and ended_at is null for update
            """;
    private static final String KEEP = """
            update canary_watch set looks = ?, decision = ?, sentence = ?, sides = ?, looked_at = ?
            where agent = ? and version = ? and since = ?
            """;
    private static final String OPEN = "select agent, version, since from canary_watch where ended_at is null";
    private static final String END =
            "update canary_watch set ended_at = ? where agent = ? and version = ? and since = ? and ended_at is null";
    private static final String SHOW = """
            select * from canary_watch where (? or team = any (?)) and (?::text is null or agent = ?)
            order by since desc limit %d
            """.formatted(SHOWN);
    private static final String COUNT = """
            with said as (
                select c.*, (select decision from outcome o where o.task = c.task order by o.id desc limit 1) as said,
                       s.checks && ? as scored, s.fell_short && ? as fell_short
                from task_cost c left join run_score s on s.task = c.task
                where c.agent = ? and c.version = ? and c.began >= ? and c.ended is not null
                  and c.state <> 'CANCELED' and c.owner <> 'service:tandem-governance')
            select count(*) as runs,
                   count(*) filter (where state in ('FAILED', 'REJECTED') or said = 'REJECTED' or fell_short) as wrong,
                   count(*) filter (where scored) as scored,
                   count(*) filter (where fell_short) as fell_short,
                   count(*) filter (where state = 'FAILED') as failed,
                   count(*) filter (where state = 'REJECTED') as refused,
                   count(*) filter (where said = 'REJECTED') as disliked,
                   count(*) filter (where said = 'ACCEPTED') as liked,
                   round(sum(cost) / greatest(count(*), 1), 8) as cost,
                   count(distinct currency) as currencies, max(currency) as currency,
                   coalesce(percentile_cont(0.5) within group (order by extract(epoch from ended - began)), 0) as seconds
            from said
            """;
    /// By which checks runs of both versions were scored.
    private static final String SHARED_CHECKS = """
            select coalesce(array_agg(name), '{}') from (
                select unnest(checks) as name from run_score where agent = ? and version = ? and began >= ?
                intersect
                select unnest(checks) as name from run_score where agent = ? and version = ? and began >= ?) shared
            """;
    private static final String TOOLS =
            "select tool, sum(calls) from tool_use where agent = ? and version = ? and day >= ? group by tool";

    private CanaryRows() {}

    /// How a canary stood at a look.
    ///
    /// @param looks how many of those that decide were made
    record Looked(int looks, Decision decision, Instant at) {}

    /// Which canary of which agent.
    record Name(String agent, String version, Instant since) {}

    static void begin(Connection connection, AgentRecord.Pointer agent, AgentRecord.Canary canary, Instant now)
            throws SQLException {
        update(
                connection,
                BEGIN,
                agent.name(),
                canary.version(),
                canary.since(),
                agent.team(),
                canary.baseline(),
                canary.share(),
                canary.minimumRuns(),
                canary.automatic(),
                now);
    }

    /// Holds its row until the end of the transaction, so that nodes look one after the other.
    ///
    /// @return null if it ended
    static @Nullable Looked hold(Connection connection, Name name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HOLD)) {
            bind(select, name.agent(), name.version(), name.since());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Looked(row.getInt(1), Decision.valueOf(row.getString(2)), instant(row, "looked_at"))
                        : null;
            }
        }
    }

    static void keep(Connection connection, Name name, Looked looked, CanaryRule.Said said, List<CanarySide> sides)
            throws SQLException {
        update(
                connection,
                KEEP,
                looked.looks(),
                said.decision().name(),
                said.sentence(),
                new String(EventJson.write(sides), StandardCharsets.UTF_8),
                looked.at(),
                name.agent(),
                name.version(),
                name.since());
    }

    static List<Name> open(Connection connection) throws SQLException {
        List<Name> open = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(OPEN);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                open.add(new Name(rows.getString(1), rows.getString(2), instant(rows, "since")));
            }
        }
        return open;
    }

    static void end(Connection connection, Name name, Instant now) throws SQLException {
        update(connection, END, now, name.agent(), name.version(), name.since());
    }

    /// @param teams whose agents; null for all
    /// @param agent only of this one; null for all
    static List<WatchedCanary> show(Connection connection, @Nullable Set<String> teams, @Nullable String agent)
            throws SQLException {
        List<WatchedCanary> shown = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SHOW)) {
            Object[] seen = teams == null ? new Object[0] : teams.toArray();
            bind(select, teams == null, connection.createArrayOf("text", seen), agent, agent);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    shown.add(watched(row));
                }
            }
        }
        return shown;
    }

    /// Both versions, the new one first. A score counts by the checks that both have: a version whose author asks more
    /// of it is no worse for that.
    static List<CanarySide> sides(Connection connection, String agent, AgentRecord.Canary canary) throws SQLException {
        Array shared = sharedChecks(connection, agent, canary);
        return List.of(
                side(connection, agent, canary.version(), canary.since(), shared),
                side(connection, agent, canary.baseline(), canary.since(), shared));
    }

    private static Array sharedChecks(Connection connection, String agent, AgentRecord.Canary canary)
            throws SQLException {
        Instant since = canary.since();
        try (PreparedStatement select = connection.prepareStatement(SHARED_CHECKS)) {
            bind(select, agent, canary.version(), since, agent, canary.baseline(), since);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getArray(1);
            }
        }
    }

    private static CanarySide side(
            Connection connection, String agent, String version, Instant since, Array sharedChecks)
            throws SQLException {
        Map<String, Integer> tools = tools(connection, agent, version, since);
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            bind(count, sharedChecks, sharedChecks, agent, version, since);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return new CanarySide(
                        version,
                        Share.of(row.getInt("runs") - row.getInt("wrong"), row.getInt("runs")),
                        row.getInt("failed"),
                        row.getInt("refused"),
                        row.getInt("disliked"),
                        row.getInt("liked"),
                        row.getInt("currencies") == 1
                                ? new Money(row.getBigDecimal("cost"), row.getString("currency"))
                                : null,
                        row.getDouble("seconds"),
                        tools,
                        Share.of(row.getInt("scored") - row.getInt("fell_short"), row.getInt("scored")));
            }
        }
    }

    private static Map<String, Integer> tools(Connection connection, String agent, String version, Instant since)
            throws SQLException {
        Map<String, Integer> tools = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(TOOLS)) {
            bind(select, agent, version, LocalDate.ofInstant(since, ZoneOffset.UTC));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    tools.put(rows.getString(1), rows.getInt(2));
                }
            }
        }
        return tools;
    }

    private static WatchedCanary watched(ResultSet row) throws SQLException {
        String sides = row.getString("sides");
        return new WatchedCanary(
                row.getString("agent"),
                row.getString("version"),
                instant(row, "since"),
                row.getString("team"),
                row.getString("baseline"),
                row.getInt("share"),
                row.getInt("minimum_runs"),
                row.getBoolean("automatic"),
                Decision.valueOf(row.getString("decision")),
                row.getString("sentence"),
                sides == null
                        ? List.of()
                        : List.of(EventJson.read(sides.getBytes(StandardCharsets.UTF_8), CanarySide[].class)),
                instant(row, "looked_at"),
                instantOrNull(row, "ended_at"));
    }
}
