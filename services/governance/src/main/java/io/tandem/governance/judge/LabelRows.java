package io.tandem.governance.judge;

import static io.tandem.governance.rows.Statements.bind;
import static io.tandem.governance.rows.Statements.instant;
import static io.tandem.governance.rows.Statements.update;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The rows of labelled answers.
final class LabelRows {
    private static final String ADD = """
            insert into judge_label(id, team, judge, task, input, answer, meets, reason, source, labelled_by, labelled_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (team, judge, task) do update
            set id = excluded.id, meets = excluded.meets, reason = excluded.reason, source = excluded.source,
                labelled_by = excluded.labelled_by, labelled_at = excluded.labelled_at
            """;
    private static final String SELECT =
            "select * from judge_label where team = ? and judge = ? order by labelled_at desc, id";
    private static final String REMOVE = "delete from judge_label where team = ? and judge = ? and id = ?";
    private static final String SAID = """
            select t.task, o.decision, o.reason, o.by_whom from task_cost t
            join lateral (select * from outcome o where o.task = t.task order by o.id desc limit 1) o on true
            where t.agent = ? and t.team = ? and t.state = 'COMPLETED' and o.decision in ('ACCEPTED', 'REJECTED')
              and not exists (select from judge_label l where l.team = t.team and l.judge = ? and l.task = t.task)
            order by o.id desc limit ?
            """;

    private LabelRows() {}

    /// Adds it. Another label of the same task is replaced.
    static void add(Connection connection, JudgeRows.Row judge, Label label) throws SQLException {
        update(
                connection,
                ADD,
                label.id(),
                judge.team(),
                judge.name(),
                label.task(),
                label.input(),
                label.answer(),
                label.meets(),
                label.reason(),
                label.source().name(),
                label.labelledBy(),
                label.labelledAt());
    }

    static boolean remove(Connection connection, String team, String judge, String id) throws SQLException {
        return update(connection, REMOVE, team, judge, id) == 1;
    }

    /// Newest first; those of tasks without text.
    static List<Label> of(Connection connection, String team, String judge) throws SQLException {
        List<Label> labels = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            bind(select, team, judge);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    labels.add(new Label(
                            row.getString("id"),
                            row.getString("task"),
                            row.getString("input"),
                            row.getString("answer"),
                            row.getBoolean("meets"),
                            row.getString("reason"),
                            Label.Source.valueOf(row.getString("source")),
                            row.getString("labelled_by"),
                            instant(row, "labelled_at")));
                }
            }
        }
        return labels;
    }

    /// What a calibration goes by. A label has a new id whenever it changes.
    static String hash(List<Label> labels) {
        return Hash.of(labels.stream().map(Label::id).sorted().collect(Collectors.joining(" ")));
    }

    /// A task whose result somebody accepted or rejected.
    record Said(String task, boolean accepted, String reason, String by) {}

    /// Those of an agent that have no label yet, newest first.
    static List<Said> said(Connection connection, JudgeRows.Row judge, String agent, int atMost) throws SQLException {
        List<Said> said = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SAID)) {
            bind(select, agent, judge.team(), judge.name(), atMost);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String reason = row.getString("reason");
                    said.add(new Said(
                            row.getString("task"),
                            row.getString("decision").equals("ACCEPTED"),
                            reason == null ? "" : reason,
                            row.getString("by_whom")));
                }
            }
        }
        return said;
    }
}
