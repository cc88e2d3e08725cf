package io.tandem.governance.worth;

import io.tandem.events.AuditEvent;
import io.tandem.governance.publish.Publication;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The rows of outcomes, and of the tasks that they are about.
final class Outcomes {
    private static final String INSERT =
            "insert into outcome(task, agent, team, decision, by_whom, reason, at)" + " values (?, ?, ?, ?, ?, ?, ?)";

    private final DataSource dataSource;
    private final Publication publication;

    Outcomes(DataSource dataSource, Publication publication) {
        this.dataSource = dataSource;
        this.publication = publication;
    }

    /// A task as far as its cost is known.
    record Told(String task, @Nullable String parent, String agent, String team, String owner, String state) {}

    Optional<Told> task(String id) {
        String sql = "select task, parent, agent, team, owner, state from task_cost where task = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Told(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read costs of tasks", e);
        }
    }

    /// What was said of a task, newest first.
    List<Outcome> of(String task) {
        List<Outcome> outcomes = new ArrayList<>();
        String sql =
                "select task, agent, team, decision, by_whom, reason, at from outcome where task = ? order by id desc";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, task);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    outcomes.add(new Outcome(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            Outcome.Decision.valueOf(rows.getString(4)),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getObject(7, OffsetDateTime.class).toInstant()));
                }
            }
            return outcomes;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read outcomes", e);
        }
    }

    /// Keeps it and records it, in one transaction.
    Outcome keep(Told task, Outcome.Decision decision, String by, @Nullable String reason) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Outcome outcome = new Outcome(task.task(), task.agent(), task.team(), decision, by, reason, now);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                @Nullable
                Object[] values = {
                    outcome.task(),
                    outcome.agent(),
                    outcome.team(),
                    decision.name(),
                    by,
                    reason,
                    OffsetDateTime.ofInstant(now, ZoneOffset.UTC)
                };
                for (int i = 0; i < values.length; i++) {
                    insert.setObject(i + 1, values[i]);
                }
                insert.executeUpdate();
            }
            publication.audit(
                    connection,
                    new AuditEvent(
                            AuditEvent.SCHEMA,
                            "outcome." + decision.name().toLowerCase(Locale.ROOT),
                            by,
                            task.team(),
                            task.task(),
                            "allowed",
                            reason,
                            null,
                            now));
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write outcomes", e);
        }
        publication.hint();
        return outcome;
    }
}
