package io.tandem.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.tandem.events.EventJson;
import io.tandem.events.ToolRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A pinned tool.
@Entity
@Table(name = "tool")
@IdClass(ToolRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ToolRow extends PanacheEntityBase {
    @Id
    String connector;

    @Id
    String name;

    String title;
    String description;

    @Column(name = "input_schema")
    String inputSchema;

    @Column(name = "output_schema")
    @Nullable
    String outputSchema;

    @Column(name = "definition_hash")
    String definitionHash;

    @Enumerated(EnumType.STRING)
    ToolRecord.Effect effect;

    String[] teams;

    /// JSON of a [ToolRecord.Handling].
    String handling;

    @Enumerated(EnumType.STRING)
    ToolRecord.State state;

    @Column(name = "quarantine_reason")
    @Nullable
    String quarantineReason;

    @Nullable
    String proposed;

    @Column(name = "proposed_hash")
    @Nullable
    String proposedHash;

    @Column(name = "approved_by")
    @Nullable
    String approvedBy;

    @Column(name = "approved_at")
    @Nullable
    Instant approvedAt;

    @Column(name = "changed_at")
    Instant changedAt;

    /// Both halves of the key.
    record Key(String connector, String name) {}

    static @Nullable ToolRow of(String connector, String name) {
        return findById(new Key(connector, name));
    }

    static List<ToolRow> ofConnector(String connector) {
        return list("connector = ?1 order by name", connector);
    }

    void take(Definition definition) {
        title = definition.title();
        description = definition.description();
        inputSchema = definition.inputSchema().toString();
        outputSchema = definition.outputSchema() == null
                ? null
                : definition.outputSchema().toString();
        definitionHash = definition.hash();
        proposed = null;
        proposedHash = null;
        quarantineReason = null;
        state = ToolRecord.State.APPROVED;
    }

    void quarantine(Definition changed, String reason) {
        proposed = new String(EventJson.write(changed), StandardCharsets.UTF_8);
        proposedHash = changed.hash();
        quarantineReason = reason;
        state = ToolRecord.State.QUARANTINED;
    }

    Definition pinned() {
        return new Definition(name, title, description, json(inputSchema), promised());
    }

    @Nullable
    Definition proposal() {
        return proposed == null ? null : EventJson.read(proposed.getBytes(StandardCharsets.UTF_8), Definition.class);
    }

    ToolRecord published() {
        return new ToolRecord(
                ToolRecord.SCHEMA,
                connector,
                name,
                title,
                description,
                json(inputSchema),
                definitionHash,
                effect,
                state,
                List.of(teams),
                quarantineReason,
                changedAt,
                handling(),
                Objects.requireNonNull(ConnectorRow.byName(connector)).audience != null);
    }

    /// The schema of its answers.
    @Nullable
    JsonNode promised() {
        return outputSchema == null ? null : json(outputSchema);
    }

    ToolRecord.Handling handling() {
        return EventJson.read(handling.getBytes(StandardCharsets.UTF_8), ToolRecord.Handling.class);
    }

    void handle(ToolRecord.Handling how) {
        handling = new String(EventJson.write(how), StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) {
        return EventJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }
}
