package io.tandem.governance.scoring;

import static io.tandem.governance.rows.Statements.bind;
import static io.tandem.governance.rows.Statements.instant;

import io.tandem.governance.verdict.Share;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Scores of runs, and by which terms they are chosen. A worker holds a run for ten minutes, and three times at most.
final class ScoreRows {
    private static final int AT_ONCE = 50;
    private static final int SHOWN = 10;
    private static final String TODAY = """
            (select count(*) from run_score r where r.agent = %s and r.day = ?
                and (r.scored_at is null or r.fell_short is not null or r.asked))
            """;
    /// The first 16 bits of the task id's hash choose: the same runs on every node, before and after a restart.
    private static final String DUE = """
            select c.task, c.agent, c.version, c.began
            from task_cost c left join scoring_terms t on t.agent = c.agent
            where c.ended >= ? and c.state = 'COMPLETED' and c.owner <> 'service:tandem-governance'
              and c.version ~ '^[0-9]{1,9}$' and c.agent <> all (?)
              and get_byte(sha256(convert_to(c.task, 'UTF8')), 0) * 256 + get_byte(sha256(convert_to(c.task, 'UTF8')), 1)
                  < coalesce(t.share, ?) * 65536 / 100
              and not exists (select from run_score r
                              where r.task = c.task
                                and (r.scored_at is not null or r.lease_until > now() or r.attempts >= 3))
              and (%s < coalesce(t.runs_a_day, ?) or exists (select from run_score r where r.task = c.task))
            order by c.ended, c.task limit %d
            """.formatted(TODAY.formatted("c.agent"), AT_ONCE);
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended('run_score ' || ?, 0))";
    private static final String CLAIM = """
            insert into run_score(task, agent, version, began, day, lease_until, asked)
            select ?, ?, ?, ?, ?, now() + interval '10 minutes', ?
            where exists (select from run_score where task = ?)
               or %s < coalesce((select runs_a_day from scoring_terms where agent = ?), ?)
            on conflict (task) do update set lease_until = excluded.lease_until, attempts = run_score.attempts + 1,
                asked = run_score.asked or excluded.asked
            where run_score.scored_at is null and run_score.lease_until < now()
            """.formatted(TODAY.formatted("?"));
    private static final String KEEP = "update run_score set scored_at = ?, checks = ?, fell_short = ? where task = ?";
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
    ///
    /// @param resting agents to leave out
    static List<Due> due(Connection connection, Instant since, LocalDate day, Collection<String> resting)
            throws SQLException {
        List<Due> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            bind(
                    select,
                    since,
                    texts(connection, resting),
                    ScoringTerms.USUAL.share(),
                    day,
                    ScoringTerms.USUAL.runsADay());
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

    /// One worker at a time claims runs of an agent, so that no two take the last place of a day.
    ///
    /// @param asked whether a judge is going to be asked for it
    /// @return false if another worker holds it, or if the budget of that day is used up meanwhile
    static boolean claim(Connection connection, Due run, LocalDate day, boolean asked) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement lock = connection.prepareStatement(ONE_AT_A_TIME);
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            bind(lock, run.agent());
            lock.execute();
            bind(
                    claim,
                    run.task(),
                    run.agent(),
                    run.version(),
                    run.began(),
                    day,
                    asked,
                    run.task(),
                    run.agent(),
                    day,
                    run.agent(),
                    ScoringTerms.USUAL.runsADay());
            boolean claimed = claim.executeUpdate() == 1;
            connection.commit();
            return claimed;
        }
    }

    /// @param checks all that it was scored by; none where nothing can be said of it
    /// @param fellShort those that it did not pass
    static void keep(Connection connection, String task, List<String> checks, List<String> fellShort, Instant now)
            throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            bind(keep, now, texts(connection, checks), checks.isEmpty() ? null : texts(connection, fellShort), task);
            keep.executeUpdate();
        }
    }

    private static Array texts(Connection connection, Collection<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
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
            bind(set, agent, terms.share(), terms.runsADay(), terms.changedBy(), terms.changedAt());
            set.executeUpdate();
        }
    }

    /// Newest version first.
    static List<AgentScoring.Version> versions(Connection connection, String agent, Instant from) throws SQLException {
        Map<String, List<AgentScoring.Day>> days = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(SERIES)) {
            bind(select, agent, from);
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
            bind(select, agent, from);
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
}
