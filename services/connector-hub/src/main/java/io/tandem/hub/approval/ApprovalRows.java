package io.tandem.hub.approval;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.AskedCall;
import io.tandem.events.EventJson;
import io.tandem.events.Provenance;
import io.tandem.events.ToolRecord;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rows of table `approval` as records.
public final class ApprovalRows {
    private static final TypeReference<List<ChainLink>> CHAIN = new TypeReference<>() {};

    private ApprovalRows() {}

    static @Nullable Approval one(PreparedStatement statement) throws SQLException {
        List<Approval> rows = all(statement);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /// What a statement that returns whole rows gives.
    public static List<Approval> all(PreparedStatement statement) throws SQLException {
        List<Approval> approvals = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                approvals.add(read(rows));
            }
        }
        return approvals;
    }

    private static Approval read(ResultSet row) throws SQLException {
        return new Approval(
                row.getString("id"),
                row.getString("binding_hash"),
                row.getString("task_id"),
                row.getLong("seq"),
                row.getString("team"),
                row.getString("agent"),
                row.getString("version"),
                row.getString("on_behalf_of"),
                List.of((String[]) row.getArray("actors").getArray()),
                EventJson.readAll(bytes(row, "chain"), CHAIN),
                row.getString("connector"),
                row.getString("tool"),
                EventJson.read(bytes(row, "arguments"), JsonNode.class),
                asked(row),
                ToolRecord.Effect.valueOf(row.getString("effect")),
                EventJson.read(bytes(row, "provenance"), Provenance.class),
                row.getString("status"),
                row.getString("decided_by"),
                row.getString("reason"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                instant(row.getTimestamp("decided_at")),
                assignment(row),
                row.getInt("reminders"),
                row.getString("used_key"));
    }

    private static @Nullable AskedCall asked(ResultSet row) throws SQLException {
        return row.getString("asked_arguments") == null
                ? null
                : new AskedCall(
                        EventJson.read(bytes(row, "asked_arguments"), JsonNode.class), row.getString("asked_hash"));
    }

    private static Approval.@Nullable Assignment assignment(ResultSet row) throws SQLException {
        String person = row.getString("assignee");
        return person == null
                ? null
                : new Approval.Assignment(
                        person,
                        row.getString("assigned_by"),
                        Objects.requireNonNull(instant(row.getTimestamp("assigned_at"))),
                        row.getString("assigned_reason"));
    }

    private static byte[] bytes(ResultSet row, String column) throws SQLException {
        return row.getString(column).getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
