package io.tandem.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.agroal.DataSource;
import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.hub.publish.Publication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Publishes tools and audit events in the current transaction.
@ApplicationScoped
class HubRecords {
    /// Connectors and their tools belong to no one team.
    private static final String TEAM = "platform";

    private final javax.sql.DataSource dataSource;
    private final Publication publication;

    @Inject
    HubRecords(@DataSource("hub") javax.sql.DataSource dataSource, Publication publication) {
        this.dataSource = dataSource;
        this.publication = publication;
    }

    void tool(ToolRow row) {
        try (Connection transaction = dataSource.getConnection()) {
            publication.value(transaction, Topic.HUB_TOOLS, row.connector + "/" + row.name, row.published());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write the outbox", e);
        }
    }

    void removed(String connector, String tool) {
        try (Connection transaction = dataSource.getConnection()) {
            publication.value(transaction, Topic.HUB_TOOLS, connector + "/" + tool, null);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write the outbox", e);
        }
    }

    void audit(String action, String actor, String subject, @Nullable String reason, @Nullable Object details) {
        JsonNode told = details == null ? null : EventJson.toTree(details);
        AuditEvent event =
                new AuditEvent(AuditEvent.SCHEMA, action, actor, TEAM, subject, "allowed", reason, told, Instant.now());
        try (Connection transaction = dataSource.getConnection()) {
            publication.audit(transaction, event);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write the outbox", e);
        }
    }
}
