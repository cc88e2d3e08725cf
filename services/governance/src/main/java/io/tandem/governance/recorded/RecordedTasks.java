package io.tandem.governance.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Artifact;
import io.tandem.a2a.Message;
import io.tandem.a2a.Part;
import io.tandem.events.EventJson;
import io.tandem.events.TaskEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads tasks out of the ledger, as far as their payloads are still there.
public final class RecordedTasks {
    private static final String ENTRIES = "select p.body from record r join payload p on p.team = r.team and p.number ="
            + " r.number where r.stream = 'a2a.events' and r.task = ? order by r.sequence";

    private final DataSource dataSource;

    public RecordedTasks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// What a task was asked first, and what came of it.
    ///
    /// @param owner who asked
    public record Exchange(String team, String agent, String owner, String input, String answer) {}

    /// All entries of a task, in their order.
    public List<TaskEvent> entries(String taskId) throws SQLException {
        List<TaskEvent> entries = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(ENTRIES)) {
            select.setString(1, taskId);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(EventJson.read(rows.getBytes(1), TaskEvent.class));
                }
            }
        }
        return entries;
    }

    /// Empty while a task runs, and where its first message is not there any more.
    public Optional<Exchange> exchange(String taskId) {
        try {
            return exchange(entries(taskId));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the ledger", e);
        }
    }

    private static Optional<Exchange> exchange(List<TaskEvent> entries) {
        if (entries.isEmpty() || !entries.getFirst().kind().equals("received")) {
            return Optional.empty();
        }
        TaskEvent first = entries.getFirst();
        Map<String, Artifact> artifacts = new LinkedHashMap<>();
        @Nullable Message last = null;
        boolean ended = false;
        for (TaskEvent entry : entries) {
            switch (entry.kind()) {
                case "produced" -> produced(artifacts, entry.body());
                case "ended" -> {
                    ended = true;
                    last = entry.body().has("message")
                            ? A2aJson.read(entry.body().get("message"), Message.class)
                            : null;
                }
                default -> {}
            }
        }
        return ended
                ? Optional.of(new Exchange(
                        first.team(),
                        first.agent(),
                        first.owner(),
                        A2aJson.read(first.body().get("message"), Message.class).text(),
                        AnswerText.of(artifacts.values(), last)))
                : Optional.empty();
    }

    private static void produced(Map<String, Artifact> artifacts, JsonNode body) {
        Artifact piece = A2aJson.read(body.get("artifact"), Artifact.class);
        artifacts.merge(
                piece.artifactId(),
                piece,
                (known, more) -> body.path("append").asBoolean() ? joined(known, more) : more);
    }

    private static Artifact joined(Artifact known, Artifact more) {
        List<Part> parts = new ArrayList<>(known.parts());
        parts.addAll(more.parts());
        return new Artifact(
                known.artifactId(), known.name(), known.description(), parts, known.metadata(), known.extensions());
    }
}
