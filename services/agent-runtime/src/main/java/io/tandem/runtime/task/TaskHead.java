package io.tandem.runtime.task;

import io.tandem.a2a.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a task's row says and its journal does not change: who, which agent, which version.
///
/// @param owner on whose behalf, `person:NAME` or `service:CLIENT`
/// @param actors agents between the owner and this task, outermost first
/// @param lane `fast` or `deep`
public record TaskHead(
        UUID taskId,
        String contextId,
        @Nullable UUID parentId,
        String team,
        String agent,
        String version,
        String policy,
        String owner,
        List<String> actors,
        String lane,
        @Nullable String traceparent) {

    /// Columns that [#of] reads.
    public static final String COLUMNS =
            "task_id, context_id, parent_id, team, agent, version, policy, owner, actors, lane, traceparent, state";

    public TaskHead {
        actors = List.copyOf(actors);
    }

    public static TaskHead of(ResultSet row) throws SQLException {
        String actors = row.getString("actors");
        return new TaskHead(
                row.getObject("task_id", UUID.class),
                row.getString("context_id"),
                row.getObject("parent_id", UUID.class),
                row.getString("team"),
                row.getString("agent"),
                row.getString("version"),
                row.getString("policy"),
                row.getString("owner"),
                actors.isEmpty() ? List.of() : List.of(actors.split(",")),
                row.getString("lane"),
                row.getString("traceparent"));
    }

    public static TaskState stateOf(ResultSet row) throws SQLException {
        return TaskState.valueOf(row.getString("state"));
    }

    public String id() {
        return taskId.toString();
    }
}
