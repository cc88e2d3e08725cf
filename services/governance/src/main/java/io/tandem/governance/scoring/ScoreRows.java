package io.tandem.governance.scoring;

import io.tandem.governance.verdict.Share;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Scores of runs, and by which terms they are chosen. A worker holds a run for an hour at a time.
final class ScoreRows {
    private static final int AT_ONCE = 50;
    private static final int SHOWN = 10;
    private static final String TODAY = """
            (select count(*) from run_score r where r.agent = %s and r.day = ?
                and (r.scored_at is null or r.fell_short is not null))
            """;
    /// The first 16 bits of the task id's hash choose: the same runs on every node, before and after a restart.
    private static final String DUE = """
            select c.task, c.agent, c.version, c.began
            from task_cost c left join scoring_terms t on t.agent = c.agent
            where c.ended >= ? and c.state = 'COMPLETED' and c.owner <> 'service:tandem-governance'
              and c.version ~ '^[0-9]{1,9}$'
              and get_byte(sha256(convert_to(c.task, 'UTF8')), 0) * 256 + get_byte(sha256(convert_to(c.task, 'UTF8')), 1)
                  < coalesce(t.share, ?) * 65536 / 100
              and not exists (select from run_score r
                              where r.task = c.task and (r.scored_at is not null or r.lease_until > now()))
              and %s < coalesce(t.runs_a_day, ?)
            order by c.ended, c.task limit %d
            """.formatted(TODAY.formatted("c.agent"), AT_ONCE);
    private static final String CLAIM = """
            insert into run_score(task, agent, version, began, day, lease_until)
            select ?, ?, ?, ?, ?, now() + interval '1 hour'
            where %s < coalesce((select runs_a_day from scoring_terms where agent = ?), ?)
            on conflict (task) do update set lease_until = excluded.lease_until
            where run_score.scored_at is null and run_score.lease_until < now()
            """.formatted(TODAY.formatted("?"));
    private static final String KEEP = "update run_score set scored_at = ?, fell_short = ? where task = ?";
    private static final String RELEASE = "delete from run_score where task = ? and scored_at is null";
    private static final String COUNT = "select " + TODAY.formatted("?");
    private static final String SERIES = """
            select version, (began at time zone 'UTC')::date as began_on, count(*) as scored,
                   count(*) filter (where fell_short = '{}') as passed
            from run_score where agent = ? and began >= ? and fell_short is not null
            group by version, began_on order by version::int desc, began_on
            """;
    private static final String FELL_SHORT = """
            select task, version, began, fell_short from run_score
            where agent = ? and began >= ? and fell_short <> '{}' order by began desc, task limit %d
            """.formatted(SHOWN);
    private static final String SET = """
            insert into scoring_terms(agent, share, runs_a_day, changed_by, changed_at) values (?, ?, ?, ?, ?)
            on conflict (agent) do update set share = excluded.share, runs_a_day = excluded.runs_a_day,
                changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """;

    private ScoreRows() {}

    /// A run that is to be scored.
    record Due(String task, String agent, String version, Instant began) {}

    /// Those that were chosen, ended since, and have room in the budget of that day; the oldest first.
    static List<Due> due(Connection connection, Instant since, LocalDate day) throws SQLException {
        List<Due> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            bind(select, at(since), ScoringTerms.USUAL.share(), day, ScoringTerms.USUAL.runsADay());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(new Due(
                            row.getString("task"),
                            row.getString("agent"),
                            row.getString("version"),
                            instant(row, "began")));
                }
            }
        }
        return due;
    }

    /// @return false if another worker holds it, or if the budget of that day is used up meanwhile
    static boolean claim(Connection connection, Due run, LocalDate day) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            bind(
                    claim,
                    run.task(),
                    run.agent(),
                    run.version(),
                    at(run.began()),
                    day,
                    run.agent(),
                    day,
                    run.agent(),
                    ScoringTerms.USUAL.runsADay());
            return claim.executeUpdate() == 1;
        }
    }

    /// @param fellShort the checks that it did not pass; null where nothing can be said of it
    static void keep(Connection connection, String task, @Nullable List<String> fellShort, Instant now)
            throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            Array checks = fellShort == null ? null : connection.createArrayOf("text", fellShort.toArray());
            bind(keep, at(now), checks, task);
            keep.executeUpdate();
        }
    }

    /// Gives a run back that cannot be scored now.
    static void release(Connection connection, String task) throws SQLException {
        try (PreparedStatement release = connection.prepareStatement(RELEASE)) {
            bind(release, task);
            release.executeUpdate();
        }
    }

    /// How many of an agent's runs count for the budget of that day.
    static int counted(Connection connection, String agent, LocalDate day) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            bind(count, agent, day);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    static ScoringTerms terms(Connection connection, String agent) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select * from scoring_terms where agent = ?")) {
            bind(select, agent);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new ScoringTerms(
                                row.getInt("share"),
                                row.getInt("runs_a_day"),
                                row.getString("changed_by"),
                                instant(row, "changed_at"))
                        : ScoringTerms.USUAL;
            }
        }
    }

    static void set(Connection connection, String agent, ScoringTerms terms) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(SET)) {
            bind(
                    set,
                    agent,
                    terms.share(),
                    terms.runsADay(),
                    terms.changedBy(),
                    Optional.ofNullable(terms.changedAt()).map(ScoreRows::at).orElse(null));
            set.executeUpdate();
        }
    }

    /// Newest version first.
    static List<AgentScoring.Version> versions(Connection connection, String agent, Instant from) throws SQLException {
        Map<String, List<AgentScoring.Day>> days = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(SERIES)) {
            bind(select, agent, at(from));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    days.computeIfAbsent(row.getString("version"), version -> new ArrayList<>())
                            .add(new AgentScoring.Day(
                                    row.getObject("began_on", LocalDate.class),
                                    row.getInt("scored"),
                                    row.getInt("passed")));
                }
            }
        }
        List<AgentScoring.Version> versions = new ArrayList<>();
        days.forEach((version, series) -> versions.add(new AgentScoring.Version(
                version,
                Share.of(
                        series.stream().mapToInt(AgentScoring.Day::passed).sum(),
                        series.stream().mapToInt(AgentScoring.Day::scored).sum()),
                series)));
        return versions;
    }

    /// Newest first.
    static List<AgentScoring.Run> fellShort(Connection connection, String agent, Instant from) throws SQLException {
        List<AgentScoring.Run> runs = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(FELL_SHORT)) {
            bind(select, agent, at(from));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    runs.add(new AgentScoring.Run(
                            row.getString("task"), row.getString("version"), instant(row, "began"), List.of((String[])
                                    row.getArray("fell_short").getArray())));
                }
            }
        }
        return runs;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
