package io.tandem.runtime.task;

import io.tandem.a2a.A2aException;
import io.tandem.a2a.ListTasksRequest;
import io.tandem.a2a.ListTasksResponse;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import io.tandem.runtime.journal.Journal;
import io.tandem.runtime.journal.TaskFold;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// GetTask and ListTasks, answered from the database by whichever node took the request.
///
/// Every query names owner and agent: what is not the caller's looks exactly like what does not exist.
public final class TaskReads {
    private static final String GET =
            "select " + TaskHead.COLUMNS + " from task where task_id = ? and owner = ? and agent = ?";
    private static final String ANOTHERS = "select team from task where task_id = ? and owner <> ?";
    private static final String BEFORE = "select " + TaskHead.COLUMNS + " from task where context_id = ? and owner = ?"
            + " and agent = ? and task_id < ? and state = 'COMPLETED' order by task_id desc limit ?";
    private static final String WHERE =
            " from task where owner = ? and agent = ? and (?::text is null or context_id = ?)"
                    + " and (?::text is null or state = ?) and (?::timestamptz is null or status_at >= ?)";
    private static final String PAGE = "select " + TaskHead.COLUMNS + ", status_at" + WHERE
            + " and (?::timestamptz is null or (status_at, task_id) < (?, ?::uuid))"
            + " order by status_at desc, task_id desc limit ?";

    private final DataSource dataSource;

    public TaskReads(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// One task of this owner with this agent.
    ///
    /// @throws A2aException TASK_NOT_FOUND
    public Task get(String taskId, String owner, String agent, @Nullable Integer historyLength) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            TaskHead head = find(connection, taskId, owner, agent);
            return fold(connection, head).task(historyLength);
        }
    }

    /// The team of a task that is there, but somebody else's.
    public Optional<String> teamOfAnothers(String taskId, String owner) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(ANOTHERS)) {
            select.setObject(1, TaskIds.parse(taskId));
            select.setString(2, owner);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /// Completed tasks of the same context, owner and agent that began before that one, oldest first.
    public List<Task> completedBefore(TaskHead head, int atMost) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(BEFORE)) {
            select.setString(1, head.contextId());
            select.setString(2, head.owner());
            select.setString(3, head.agent());
            select.setObject(4, head.taskId());
            select.setInt(5, atMost);
            List<Task> tasks = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    tasks.addFirst(fold(connection, TaskHead.of(rows)).task(null));
                }
            }
            return tasks;
        }
    }

    /// @throws A2aException TASK_NOT_FOUND
    public static TaskHead find(Connection connection, String taskId, String owner, String agent) throws SQLException {
        UUID id = TaskIds.parse(taskId);
        try (PreparedStatement select = connection.prepareStatement(GET)) {
            select.setObject(1, id);
            select.setString(2, owner);
            select.setString(3, agent);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw A2aException.taskNotFound(taskId);
                }
                return TaskHead.of(row);
            }
        }
    }

    public static TaskFold fold(Connection connection, TaskHead head) throws SQLException {
        return TaskFold.of(head.id(), head.contextId(), Journal.read(connection, head.taskId()));
    }

    /// A page of this owner's tasks with this agent, newest status first.
    ///
    /// @throws A2aException INVALID_PARAMS for a page token that is not ours
    public ListTasksResponse list(ListTasksRequest request, String owner, String agent) throws SQLException {
        Cursor cursor = Cursor.parse(request.pageToken());
        int size = request.pageSize() == null ? ListTasksRequest.DEFAULT_PAGE_SIZE : request.pageSize();
        try (Connection connection = dataSource.getConnection()) {
            List<Task> tasks = new ArrayList<>();
            String next = "";
            try (PreparedStatement select = connection.prepareStatement(PAGE)) {
                int at = filter(select, request, owner, agent);
                OffsetDateTime moment = cursor == null ? null : cursor.moment().atOffset(ZoneOffset.UTC);
                select.setObject(at++, moment);
                select.setObject(at++, moment);
                select.setString(at++, cursor == null ? null : cursor.taskId());
                select.setInt(at, size + 1);
                try (ResultSet rows = select.executeQuery()) {
                    Cursor last = null;
                    while (rows.next()) {
                        if (tasks.size() == size && last != null) {
                            next = last.token();
                            break;
                        }
                        last = new Cursor(
                                rows.getObject("status_at", OffsetDateTime.class)
                                        .toInstant(),
                                rows.getString("task_id"));
                        tasks.add(shown(connection, TaskHead.of(rows), request));
                    }
                }
            }
            return new ListTasksResponse(tasks, next, size, count(connection, request, owner, agent));
        }
    }

    private static Task shown(Connection connection, TaskHead head, ListTasksRequest request) throws SQLException {
        Task task = fold(connection, head).task(request.historyLength());
        boolean artifacts = Boolean.TRUE.equals(request.includeArtifacts());
        return artifacts
                ? task
                : new Task(task.id(), task.contextId(), task.status(), List.of(), task.history(), task.metadata());
    }

    private static int count(Connection connection, ListTasksRequest request, String owner, String agent)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select count(*)" + WHERE)) {
            filter(select, request, owner, agent);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /// Sets the parameters of [#WHERE] and returns the next free index.
    private static int filter(PreparedStatement select, ListTasksRequest request, String owner, String agent)
            throws SQLException {
        TaskState state = request.status();
        String stateName = state == null || state == TaskState.UNSPECIFIED ? null : state.name();
        Instant after = request.statusTimestampAfter();
        OffsetDateTime since = after == null ? null : after.atOffset(ZoneOffset.UTC);
        String context = request.contextId() == null || request.contextId().isEmpty() ? null : request.contextId();
        int at = 1;
        select.setString(at++, owner);
        select.setString(at++, agent);
        select.setString(at++, context);
        select.setString(at++, context);
        select.setString(at++, stateName);
        select.setString(at++, stateName);
        select.setObject(at++, since);
        select.setObject(at++, since);
        return at;
    }

    /// Where the next page begins.
    private record Cursor(Instant moment, String taskId) {
        String token() {
            byte[] text = (moment + "," + taskId).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
        }

        static @Nullable Cursor parse(@Nullable String token) {
            if (token == null || token.isEmpty()) {
                return null;
            }
            try {
                String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
                int comma = text.indexOf(',');
                return new Cursor(
                        Instant.parse(text.substring(0, comma)),
                        UUID.fromString(text.substring(comma + 1)).toString());
            } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeParseException e) {
                throw A2aException.invalid("pageToken", "is not a token of this list");
            }
        }
    }
}
