package io.tandem.governance.rerun;

import static io.tandem.governance.rows.Statements.bind;
import static io.tandem.governance.rows.Statements.instant;
import static io.tandem.governance.rows.Statements.instantOrNull;
import static io.tandem.governance.rows.Statements.update;

import io.tandem.governance.check.Judgement.Said;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of replays: which tasks are asked again, and by which tasks. What was said stands in the ledger alone. A
/// worker holds a replay for two minutes at a time.
final class RequestReplayRows {
    private static final int SHOWN = 50;
    private static final String SAMPLE = """
            select task from task_cost
            where agent = ? and team = ? and parent is null and ended is not null and state <> 'CANCELED'
              and owner <> 'service:tandem-governance' and (?::text is null or owner = ?) and began >= ?
            order by began desc, task limit ?
            """;
    private static final String BEGIN = """
            insert into request_replay(id, agent, version, team, asked_by, days, judge, state, created_at)
            values (?, ?, ?, ?, ?, ?, ?, 'WAITING', ?)
            """;
    private static final String BEGIN_LINE = "insert into request_replay_line(replay, task, position) values (?, ?, ?)";
    private static final String SHOW = """
            select r.*, count(l.task) as of_requests, count(l.again) as done
            from request_replay r left join request_replay_line l on l.replay = r.id
            where (? or r.team = any (?)) and (?::text is null or r.agent = ?) and (?::text is null or r.id = ?)
            group by r.id order by r.created_at desc, r.id limit %d
            """.formatted(SHOWN);
    private static final String LINES =
            "select task, again, judged from request_replay_line where replay = ? order by position";
    private static final String CLAIM = """
            update request_replay set state = 'RUNNING', owner = ?, lease_until = now() + interval '2 minutes'
            where id = (select id from request_replay
                        where state in ('WAITING', 'RUNNING') and (owner is null or owner = ? or lease_until < now())
                        order by created_at, id limit 1 for update skip locked)
            returning id, agent, version, team, judge
            """;
    private static final String HOLD =
            "update request_replay set lease_until = now() + interval '2 minutes' where id = ? and state = 'RUNNING'";
    private static final String KEEP =
            "update request_replay_line set again = ?, judged = ? where replay = ? and task = ? and again is null";
    private static final String END = """
            update request_replay set state = ?, problem = ?, finished_at = now(), owner = null
            where id = ? and state in ('WAITING', 'RUNNING')
            """;

    private RequestReplayRows() {}

    /// A request of a replay.
    ///
    /// @param again the task that asked it again; null while none has
    /// @param judged what a judge that counts says of the new answer beside the old one; null where none was asked
    record Line(
            String task, @Nullable String again, @Nullable Said judged) {}

    /// What is needed to go on with one.
    record Work(
            String id,
            String agent,
            String version,
            String team,
            @Nullable String judge) {}

    /// Which requests are wanted.
    ///
    /// @param owner whose alone; null for anybody's
    record Wanted(String agent, String team, @Nullable String owner, Instant since, int most) {}

    /// Newest first.
    static List<String> sample(Connection connection, Wanted wanted) throws SQLException {
        List<String> tasks = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SAMPLE)) {
            bind(select, wanted.agent(), wanted.team(), wanted.owner(), wanted.owner(), wanted.since(), wanted.most());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    tasks.add(rows.getString(1));
                }
            }
        }
        return tasks;
    }

    static void begin(Connection connection, RequestReplay replay, List<String> tasks) throws SQLException {
        update(
                connection,
                BEGIN,
                replay.id(),
                replay.agent(),
                replay.version(),
                replay.team(),
                replay.askedBy(),
                replay.days(),
                replay.judge(),
                replay.createdAt());
        for (int i = 0; i < tasks.size(); i++) {
            update(connection, BEGIN_LINE, replay.id(), tasks.get(i), i);
        }
    }

    /// Newest first, without lines and totals.
    ///
    /// @param teams null for all
    static List<RequestReplay> all(Connection connection, @Nullable Set<String> teams, @Nullable String agent)
            throws SQLException {
        return select(connection, teams, agent, null);
    }

    static Optional<RequestReplay> one(Connection connection, @Nullable Set<String> teams, String id)
            throws SQLException {
        return select(connection, teams, null, id).stream().findFirst();
    }

    private static List<RequestReplay> select(
            Connection connection, @Nullable Set<String> teams, @Nullable String agent, @Nullable String id)
            throws SQLException {
        List<RequestReplay> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SHOW)) {
            Object[] names = teams == null ? new Object[0] : teams.toArray();
            bind(select, teams == null, connection.createArrayOf("text", names), agent, agent, id, id);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new RequestReplay(
                            row.getString("id"),
                            row.getString("agent"),
                            row.getString("version"),
                            row.getString("team"),
                            row.getString("asked_by"),
                            row.getInt("days"),
                            row.getString("judge"),
                            RequestReplay.State.valueOf(row.getString("state")),
                            row.getString("problem"),
                            row.getInt("of_requests"),
                            row.getInt("done"),
                            instant(row, "created_at"),
                            instantOrNull(row, "finished_at"),
                            null,
                            null));
                }
            }
        }
        return found;
    }

    static List<Line> lines(Connection connection, String id) throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LINES)) {
            bind(select, id);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String judged = row.getString("judged");
                    lines.add(new Line(
                            row.getString("task"),
                            row.getString("again"),
                            judged == null ? null : Said.valueOf(judged)));
                }
            }
        }
        return lines;
    }

    static @Nullable Work claim(Connection connection, String worker) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            bind(claim, worker, worker);
            try (ResultSet row = claim.executeQuery()) {
                return row.next()
                        ? new Work(
                                row.getString("id"),
                                row.getString("agent"),
                                row.getString("version"),
                                row.getString("team"),
                                row.getString("judge"))
                        : null;
            }
        }
    }

    /// @return false once somebody cancelled it
    static boolean hold(Connection connection, String id) throws SQLException {
        return update(connection, HOLD, id) == 1;
    }

    static void keep(Connection connection, String id, Line line) throws SQLException {
        Said judged = line.judged();
        update(connection, KEEP, line.again(), judged == null ? null : judged.name(), id, line.task());
    }

    /// @return false if it was over already
    static boolean end(Connection connection, String id, RequestReplay.State state, @Nullable String problem)
            throws SQLException {
        return update(connection, END, state.name(), problem, id) == 1;
    }
}
