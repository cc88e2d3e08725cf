package io.tandem.governance.judge;

import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.governance.publish.Publication;
import io.tandem.governance.recorded.Course;
import io.tandem.governance.recorded.RecordedTasks;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Labelled answers as others meet them. Builders, operators, approvers and administrators label; a task's answer only
/// who may read the task: who asked for it, and who answers for its team.
final class LabelDesk {
    private static final Set<String> MAY_LABEL = Set.of("builder", "operator", "approver", "admin");
    private static final Set<String> ANSWER_FOR_TEAM = Set.of("operator", "approver", "auditor", "admin");
    private static final int MOST = 1000;
    private static final int LONGEST = 24_000;

    private final DataSource dataSource;
    private final Publication publication;
    private final RecordedTasks recorded;
    private final Clock clock;

    LabelDesk(DataSource dataSource, Publication publication, Clock clock) {
        this.dataSource = dataSource;
        this.publication = publication;
        this.recorded = new RecordedTasks(dataSource);
        this.clock = clock;
    }

    /// Newest first, those of tasks with the text that the caller may read.
    List<Label> all(Caller caller, String team, String judge) {
        List<Label> labels;
        try (Connection connection = dataSource.getConnection()) {
            JudgeRows.Row row = seen(connection, caller, team, judge);
            labels = LabelRows.of(connection, row.team(), row.name());
        } catch (SQLException e) {
            throw unreadable(e);
        }
        return labels.stream().map(label -> shown(caller, label)).toList();
    }

    private Label shown(Caller caller, Label label) {
        return label.task() == null
                ? label
                : recorded.course(label.task())
                        .filter(said -> reads(caller, said))
                        .map(said -> label.with(said.input(), said.answer()))
                        .orElse(label);
    }

    /// Adds labels, all or none.
    ///
    /// @return how many
    int add(Caller caller, String team, String judge, List<Label.New> items, Label.Source source) {
        mayLabel(caller);
        if (items.isEmpty() || items.size() > MOST) {
            throw ProblemException.invalid("items", "Give 1 to " + MOST + " labelled answers.");
        }
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            labels.add(label(caller, team, items.get(i), "items[" + i + "]", source));
        }
        return keep(caller, team, judge, labels);
    }

    private Label label(Caller caller, String team, Label.New item, String path, Label.Source source) {
        if (item.meets() == null) {
            throw ProblemException.invalid(path + ".meets", "Say whether the answer meets the rubric: true or false.");
        }
        boolean whole = given(item.input()) && given(item.answer());
        if (whole == given(item.task())) {
            throw ProblemException.invalid(path, "Give input and answer, or the task whose answer it is.");
        }
        if (!whole && !readable(caller, team, String.valueOf(item.task()))) {
            throw ProblemException.invalid(
                    path + ".task", "There is no ended task " + item.task() + " of " + team + " that you may read.");
        }
        if (whole
                && String.valueOf(item.input()).length()
                                + String.valueOf(item.answer()).length()
                        > LONGEST) {
            throw ProblemException.invalid(path, "Input and answer have at most " + LONGEST + " characters.");
        }
        return made(whole ? null : item.task(), item, caller.id(), source);
    }

    private boolean readable(Caller caller, String team, String task) {
        return recorded.course(task)
                .filter(said -> said.team().equals(team) && reads(caller, said))
                .isPresent();
    }

    private Label made(@Nullable String task, Label.New item, String by, Label.Source source) {
        return new Label(
                "lbl-" + UUID.randomUUID(),
                task,
                task == null ? item.input() : null,
                task == null ? item.answer() : null,
                Boolean.TRUE.equals(item.meets()),
                given(item.reason()) ? item.reason() : null,
                source,
                by,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /// Labels answers of an agent by what people said of its results: accepted meets the rubric, rejected does not.
    ///
    /// @return how many
    int fromOutcomes(Caller caller, String team, String judge, String agent) {
        mayLabel(caller);
        if (caller.roles().stream().noneMatch(ANSWER_FOR_TEAM::contains)) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "Operators, approvers and administrators read the tasks of a team.");
        }
        List<LabelRows.Said> outcomes;
        try (Connection connection = dataSource.getConnection()) {
            outcomes = LabelRows.said(connection, seen(connection, caller, team, judge), agent, MOST);
        } catch (SQLException e) {
            throw unreadable(e);
        }
        List<Label> labels = outcomes.stream()
                .filter(said -> recorded.course(said.task()).isPresent())
                .map(said -> made(
                        said.task(),
                        new Label.New(said.task(), null, null, said.accepted(), said.reason()),
                        said.by(),
                        Label.Source.OUTCOME))
                .toList();
        return labels.isEmpty() ? 0 : keep(caller, team, judge, labels);
    }

    private int keep(Caller caller, String team, String judge, List<Label> labels) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            JudgeRows.Row row = seen(connection, caller, team, judge);
            for (Label label : labels) {
                LabelRows.add(connection, row, label);
            }
            audit(
                    connection,
                    "judge.labelled",
                    caller,
                    row,
                    Map.of("source", labels.getFirst().source().name(), "labels", labels.size()));
            connection.commit();
        } catch (SQLException e) {
            throw unreadable(e);
        }
        publication.hint();
        return labels.size();
    }

    /// @throws ProblemException NOT_FOUND
    void remove(Caller caller, String team, String judge, String id) {
        mayLabel(caller);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            JudgeRows.Row row = seen(connection, caller, team, judge);
            if (!LabelRows.remove(connection, team, judge, id)) {
                throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such label.");
            }
            audit(connection, "judge.label-removed", caller, row, Map.of("label", id));
            connection.commit();
        } catch (SQLException e) {
            throw unreadable(e);
        }
        publication.hint();
    }

    /// Records what somebody did to a judge, in the caller's transaction.
    void audit(Connection connection, String action, Caller caller, JudgeRows.Row judge, Map<String, ?> details)
            throws SQLException {
        publication.audit(
                connection,
                new AuditEvent(
                        AuditEvent.SCHEMA,
                        action,
                        caller.id(),
                        judge.team(),
                        judge.name(),
                        "allowed",
                        null,
                        EventJson.toTree(details),
                        clock.instant()));
    }

    private static boolean reads(Caller caller, Course said) {
        return said.owner().equals(caller.id())
                || sees(caller, said.team()) && caller.roles().stream().anyMatch(ANSWER_FOR_TEAM::contains);
    }

    static void mayLabel(Caller caller) {
        if (caller.roles().stream().noneMatch(MAY_LABEL::contains)) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "Builders, operators, approvers and administrators label answers.");
        }
    }

    static JudgeRows.Row seen(Connection connection, Caller caller, String team, String name) throws SQLException {
        JudgeRows.Row row = JudgeRows.one(connection, team, name)
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND, "There is no such judge."));
        if (!sees(caller, team)) {
            throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such judge.").hiding(true);
        }
        return row;
    }

    static boolean sees(Caller caller, String team) {
        @Nullable Set<String> teams = teams(caller);
        return teams == null || teams.contains(team);
    }

    /// Null for all.
    static @Nullable Set<String> teams(Caller caller) {
        return caller.roles().contains("auditor") || caller.roles().contains("admin") ? null : caller.teams();
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("labels cannot be read or written", e);
    }
}
