package io.tandem.runtime.effect;

import io.tandem.runtime.task.TaskHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// The tasks that a task works for, up to the one that a person or a service began.
final class Ancestry {
    private static final String UP = """
            with recursive up as (
                select task_id, parent_id, agent, version, 0 as height from task where task_id = ?
                union all
                select t.task_id, t.parent_id, t.agent, t.version, up.height + 1
                from task t join up on t.task_id = up.parent_id where up.height < 32)
            select task_id, agent, version from up order by height desc
            """;

    private final DataSource dataSource;

    Ancestry(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// An agent at work.
    ///
    /// @param agent `name@version`
    record Link(String agent, String taskId) {}

    /// From the outermost task to this one.
    List<Link> of(TaskHead head) throws SQLException {
        if (head.parentId() == null) {
            return List.of(new Link(head.agent() + "@" + head.version(), head.id()));
        }
        List<Link> links = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(UP)) {
            select.setObject(1, head.taskId());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    links.add(new Link(
                            rows.getString("agent") + "@" + rows.getString("version"), rows.getString("task_id")));
                }
            }
        }
        return links;
    }
}
