package io.tandem.governance.use;

import io.tandem.events.AgentUse.Manner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs of versions that ended, from the folded tasks; evaluations and what somebody stopped left out.
final class RunRows {
    private static final String ENDED = """
            from task_cost where agent = ? and %s ended is not null and state <> 'CANCELED'
              and owner <> 'service:tandem-governance'
            """;
    private static final String OF_VERSION = """
            select task, state, cost, extract(epoch from ended - began) as seconds, written
            %s order by began %s, task limit ?
            """;
    private static final String FIRST = OF_VERSION.formatted(ENDED.formatted("version = ? and"), "asc");
    private static final String NEWEST = OF_VERSION.formatted(ENDED.formatted("version = ? and"), "desc");
    private static final String BY_DAY = """
            select (began at time zone 'UTC')::date as day, max(version::int)::text as version, count(*) as runs,
                   count(*) filter (where state = 'FAILED') as failed,
                   count(*) filter (where state = 'REJECTED') as refused,
                   percentile_disc(0.5) within group (order by cost) as cost,
                   percentile_disc(0.5) within group (order by extract(epoch from ended - began)) as seconds,
                   percentile_disc(0.5) within group (order by written) as written
            %s and began >= ? group by day order by day
            """.formatted(ENDED.formatted("version ~ '^[0-9]{1,9}$' and"));

    private RunRows() {}

    /// Empty while the version has too few runs.
    static Optional<Manner> manner(Connection connection, String agent, String version) throws SQLException {
        Map<String, Manners.Run> first = runs(connection, FIRST, agent, version, Manners.FIRST);
        Map<String, Manners.Run> newest = runs(connection, NEWEST, agent, version, Manners.NEWEST);
        newest.keySet().removeAll(first.keySet());
        return Manners.tells(first.size(), newest.size())
                ? Optional.of(Manners.of(version, List.copyOf(first.values()), List.copyOf(newest.values())))
                : Optional.empty();
    }

    private static Map<String, Manners.Run> runs(
            Connection connection, String sql, String agent, String version, int atMost) throws SQLException {
        Map<String, Manners.Run> runs = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, agent);
            select.setString(2, version);
            select.setInt(3, atMost);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    runs.put(
                            row.getString("task"),
                            new Manners.Run(
                                    row.getString("state"),
                                    row.getDouble("cost"),
                                    row.getDouble("seconds"),
                                    row.getDouble("written")));
                }
            }
        }
        return runs;
    }

    /// Each day on which runs of saved versions began, from that day on.
    static List<AgentRuns.Day> days(Connection connection, String agent, LocalDate from) throws SQLException {
        List<AgentRuns.Day> days = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(BY_DAY)) {
            select.setString(1, agent);
            select.setObject(2, from);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    days.add(new AgentRuns.Day(
                            row.getObject("day", LocalDate.class),
                            row.getString("version"),
                            row.getInt("runs"),
                            row.getInt("failed"),
                            row.getInt("refused"),
                            row.getDouble("cost"),
                            row.getDouble("seconds"),
                            row.getDouble("written")));
                }
            }
        }
        return days;
    }
}
