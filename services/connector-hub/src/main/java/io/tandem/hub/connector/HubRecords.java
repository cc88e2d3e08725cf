package io.tandem.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.agroal.DataSource;
import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.hub.grant.Grants;
import io.tandem.hub.mcp.Way;
import io.tandem.hub.publish.Publication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What follows from a change of connectors and tools, in the current transaction: values and events that are
/// published, grants that end.
@ApplicationScoped
class HubRecords {
    /// Connectors and their tools belong to no one team.
    private static final String TEAM = "platform";

    private final javax.sql.DataSource dataSource;
    private final Publication publication;
    private final Grants grants;

    @Inject
    HubRecords(@DataSource("hub") javax.sql.DataSource dataSource, Publication publication, Grants grants) {
        this.dataSource = dataSource;
        this.publication = publication;
        this.grants = grants;
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

    /// What people granted at a connector is over where it does not fit any more.
    ///
    /// @param now how people grant it; null if they do not
    void leave(String connector, Way.@Nullable ByGrant now, String reason) {
        try (Connection transaction = dataSource.getConnection()) {
            grants.leave(transaction, connector, now, reason);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot end what people granted", e);
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
