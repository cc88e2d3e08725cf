package io.tandem.runtime.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.agroal.DataSource;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.journal.EntryJson;
import io.tandem.runtime.journal.Journal;
import io.tandem.runtime.journal.JournalEntry;
import io.tandem.runtime.journal.TaskFold;
import io.tandem.runtime.task.TaskHead;
import io.tandem.runtime.task.TaskIds;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads tasks for people: their own, and those of their teams for who answers for a team.
@Singleton
public class TaskQueries {
    private static final Set<String> TEAM_ROLES = Set.of("operator", "approver", "auditor", "admin");
    private static final String COLUMNS = TaskHead.COLUMNS + ", seq, created_at, status_at";
    private static final String VISIBLE = " from task where (owner = ? or team = any(?))";
    private static final String LIST = "select " + COLUMNS + VISIBLE
            + " and (?::text is null or agent = ?) and (?::text is null or state = ?)"
            + " and (?::text is null or context_id = ?) and (not ? or owner = ?)"
            + " and not exists (select from unnest(?::text[]) as word where position(lower(word) in lower("
            + "concat_ws(' ', agent, version, team, owner, task_id, context_id))) = 0)"
            + " and (?::uuid is null or task_id < ?::uuid) order by task_id desc limit ?";
    private static final String ONE = "select " + COLUMNS + VISIBLE + " and task_id = ?";
    private static final String ASKED = "select inbox.message_id, task.task_id from task join inbox using (task_id)"
            + " where task.parent_id = ? and inbox.message_id like ?";
    private static final String CHILDREN = "select " + COLUMNS + " from task where parent_id = ? order by task_id";

    private final javax.sql.DataSource dataSource;

    @Inject
    public TaskQueries(@DataSource("runtime") javax.sql.DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// Newest first.
    TaskPage list(Caller caller, TaskFilter filter) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(LIST)) {
            int at = visible(connection, select, caller);
            String state = filter.state() == null ? null : filter.state().name();
            for (String value : new String[] {filter.agent(), state, filter.contextId()}) {
                select.setString(at++, value);
                select.setString(at++, value);
            }
            select.setBoolean(at++, filter.mine());
            select.setString(at++, caller.id());
            select.setArray(
                    at++, connection.createArrayOf("text", filter.words().toArray()));
            select.setString(at++, filter.before());
            select.setString(at++, filter.before());
            select.setInt(at, filter.pageSize() + 1);
            List<TaskSummary> tasks = summaries(select);
            boolean more = tasks.size() > filter.pageSize();
            List<TaskSummary> page = more ? tasks.subList(0, filter.pageSize()) : tasks;
            return new TaskPage(page, more ? page.getLast().taskId() : "");
        }
    }

    /// @throws ProblemException not-found for what the caller may not see
    TaskDetail detail(Caller caller, String taskId) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            TaskSummary summary = visibleTask(connection, caller, taskId);
            UUID id = UUID.fromString(summary.taskId());
            TaskFold fold = TaskFold.of(summary.taskId(), summary.contextId(), Journal.read(connection, id));
            try (PreparedStatement select = connection.prepareStatement(CHILDREN)) {
                select.setObject(1, id);
                JsonNode task = A2aJson.toTree(fold.task(null));
                return new TaskDetail(summary, task, summaries(select));
            }
        }
    }

    /// @param after the journal number of the last step that the caller has
    /// @throws ProblemException not-found for what the caller may not see
    StepPage steps(Caller caller, String taskId, long after, int pageSize) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            TaskSummary summary = visibleTask(connection, caller, taskId);
            UUID id = UUID.fromString(summary.taskId());
            List<JournalEntry> journal = Journal.read(connection, id);
            boolean asksPeers = journal.stream().anyMatch(entry -> entry.entry() instanceof Entry.ChildSent);
            Map<String, UUID> children = asksPeers ? asked(connection, id, summary.taskId()) : Map.of();
            List<TaskStep> steps = journal.stream()
                    .filter(entry -> entry.seq() > after)
                    .map(entry -> step(entry, children.get(summary.taskId() + ":" + entry.seq())))
                    .toList();
            return steps.size() <= pageSize
                    ? new StepPage(steps, "")
                    : new StepPage(
                            steps.subList(0, pageSize),
                            Long.toString(steps.get(pageSize - 1).seq()));
        }
    }

    /// @param child the task that this entry began, which its peer numbered
    private static TaskStep step(JournalEntry entry, @Nullable UUID child) {
        ObjectNode body = EntryJson.write(entry.entry());
        if (child != null && entry.entry() instanceof Entry.ChildSent) {
            body.put("taskId", child.toString());
        }
        return new TaskStep(entry.seq(), entry.attempt(), entry.entry().kind(), body, entry.at());
    }

    /// The tasks that peers began, by the message ids that they were asked under.
    private static Map<String, UUID> asked(Connection connection, UUID parent, String taskId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ASKED)) {
            select.setObject(1, parent);
            select.setString(2, taskId + ":%");
            Map<String, UUID> children = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    children.put(rows.getString(1), rows.getObject(2, UUID.class));
                }
            }
            return children;
        }
    }

    private static TaskSummary visibleTask(Connection connection, Caller caller, String taskId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            int at = visible(connection, select, caller);
            select.setObject(at, id(taskId));
            List<TaskSummary> found = summaries(select);
            if (found.isEmpty()) {
                throw new ProblemException(CommonProblem.NOT_FOUND, "There is no task " + taskId)
                        .hiding(exists(connection, id(taskId)));
            }
            return found.getFirst();
        }
    }

    private static boolean exists(Connection connection, UUID taskId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from task where task_id = ?")) {
            select.setObject(1, taskId);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static UUID id(String taskId) {
        try {
            return TaskIds.parse(taskId);
        } catch (A2aException e) {
            throw new ProblemException(CommonProblem.NOT_FOUND, "There is no task " + taskId);
        }
    }

    private static int visible(Connection connection, PreparedStatement select, Caller caller) throws SQLException {
        boolean answersForTeams = caller.roles().stream().anyMatch(TEAM_ROLES::contains);
        @Nullable Object[] teams = answersForTeams ? caller.teams().toArray() : new Object[0];
        select.setString(1, caller.id());
        select.setArray(2, connection.createArrayOf("text", teams));
        return 3;
    }

    private static List<TaskSummary> summaries(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<TaskSummary> tasks = new ArrayList<>();
            while (rows.next()) {
                TaskHead head = TaskHead.of(rows);
                tasks.add(new TaskSummary(
                        head.id(),
                        head.contextId(),
                        head.parentId() == null ? null : head.parentId().toString(),
                        head.team(),
                        head.agent(),
                        head.version(),
                        head.owner(),
                        head.lane(),
                        TaskHead.stateOf(rows).name(),
                        rows.getLong("seq"),
                        rows.getObject("created_at", OffsetDateTime.class).toInstant(),
                        rows.getObject("status_at", OffsetDateTime.class).toInstant()));
            }
            return tasks;
        }
    }
}
