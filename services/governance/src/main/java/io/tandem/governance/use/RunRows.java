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
    private static final String RUNS = """
            select task, state, cost, extract(epoch from ended - began) as seconds, written
            %s order by began %%s, task limit ?
            """.formatted(ENDED.formatted("version = ? and"));
    private static final String SCORED = """
            select task, fell_short <> '{}' as fell_short from run_score
            where agent = ? and version = ? and fell_short is not null order by began %s, task limit ?
            """;
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
        return ends(connection, new Of(RUNS, agent, version), RunRows::run)
                .map(ends -> Manners.of(version, ends.first(), ends.newest()));
    }

    /// Empty while too few of the version's runs were scored.
    static Optional<Manner> scored(Connection connection, String agent, String version) throws SQLException {
        return ends(connection, new Of(SCORED, agent, version), row -> row.getBoolean("fell_short"))
                .map(ends -> Manners.scored(version, ends.first(), ends.newest()));
    }

    /// Runs of a version.
    ///
    /// @param sql with a place for their order
    private record Of(String sql, String agent, String version) {}

    /// The first runs of a version, and the newest of those after them.
    private record Ends<T>(List<T> first, List<T> newest) {}

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> Optional<Ends<T>> ends(Connection connection, Of runs, Reading<T> reading) throws SQLException {
        Map<String, T> first = read(connection, runs, "asc", Manners.FIRST, reading);
        Map<String, T> newest = read(connection, runs, "desc", Manners.NEWEST, reading);
        newest.keySet().removeAll(first.keySet());
        return Manners.tells(first.size(), newest.size())
                ? Optional.of(new Ends<>(List.copyOf(first.values()), List.copyOf(newest.values())))
                : Optional.empty();
    }

    /// By task.
    private static <T> Map<String, T> read(Connection connection, Of runs, String order, int atMost, Reading<T> reading)
            throws SQLException {
        Map<String, T> read = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(runs.sql().formatted(order))) {
            select.setString(1, runs.agent());
            select.setString(2, runs.version());
            select.setInt(3, atMost);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    read.put(row.getString("task"), reading.of(row));
                }
            }
        }
        return read;
    }

    private static Manners.Run run(ResultSet row) throws SQLException {
        return new Manners.Run(
                row.getString("state"), row.getDouble("cost"), row.getDouble("seconds"), row.getDouble("written"));
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
