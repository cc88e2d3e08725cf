package io.tandem.governance.judge;

import static io.tandem.governance.rows.Statements.instant;
import static io.tandem.governance.rows.Statements.update;

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

/// The rows of judges.
final class JudgeRows {
    private static final String SAVE = """
            insert into judge(team, name, rubric, changed_by, changed_at) values (?, ?, ?, ?, ?)
            on conflict (team, name) do update
            set rubric = excluded.rubric, changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """;
    private static final String SELECT = """
            select j.*, count(l.id) filter (where l.meets) as good, count(l.id) filter (where not l.meets) as bad
            from judge j left join judge_label l on l.team = j.team and l.judge = j.name
            where (? or j.team = any (?)) and (?::text is null or j.name = ?)
            group by j.team, j.name order by j.team, j.name
            """;

    private JudgeRows() {}

    /// One row.
    record Row(
            String team, String name, String rubric, String changedBy, Instant changedAt, Standing.Labelled labelled) {}

    static void save(Connection connection, Row judge) throws SQLException {
        update(connection, SAVE, judge.team(), judge.name(), judge.rubric(), judge.changedBy(), judge.changedAt());
    }

    /// Holds all judges until the end of the transaction, so that what is told of one is not older than what was told.
    static void hold(Connection connection) throws SQLException {
        try (PreparedStatement hold = connection.prepareStatement("select from judge order by team, name for update")) {
            hold.execute();
        }
    }

    static Optional<Row> one(Connection connection, String team, String name) throws SQLException {
        return select(connection, Set.of(team), name).stream().findFirst();
    }

    /// @param teams null for all
    static List<Row> all(Connection connection, @Nullable Set<String> teams) throws SQLException {
        return select(connection, teams, null);
    }

    private static List<Row> select(Connection connection, @Nullable Set<String> teams, @Nullable String name)
            throws SQLException {
        List<Row> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setBoolean(1, teams == null);
            select.setArray(2, connection.createArrayOf("text", teams == null ? new Object[0] : teams.toArray()));
            select.setString(3, name);
            select.setString(4, name);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Row(
                            row.getString("team"),
                            row.getString("name"),
                            row.getString("rubric"),
                            row.getString("changed_by"),
                            instant(row, "changed_at"),
                            new Standing.Labelled(row.getInt("good"), row.getInt("bad"))));
                }
            }
        }
        return found;
    }
}
