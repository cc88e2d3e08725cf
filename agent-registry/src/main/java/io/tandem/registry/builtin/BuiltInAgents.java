package io.tandem.registry.builtin;

import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.tandem.events.AgentRecord;
import io.tandem.events.Topic;
import io.tandem.registry.publish.Publication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Publishes the built-in agents that this release brings, each once in the life of a database.
@ApplicationScoped
public class BuiltInAgents {
    private static final String ECHO = "echo";
    private static final String VERSION = "1";
    private static final String TEAM = "platform";
    private static final String NOTE = "insert into built_in_agent(name, version) values (?, ?) on conflict do nothing";

    private final javax.sql.DataSource dataSource;
    private final Publication publication;

    @Inject
    public BuiltInAgents(@DataSource("registry") javax.sql.DataSource dataSource, Publication publication) {
        this.dataSource = dataSource;
        this.publication = publication;
    }

    @Transactional
    void publish(@Observes StartupEvent event) throws SQLException {
        if (isNew(ECHO)) {
            publication.publish(Topic.REGISTRY_AGENTS, ECHO + "@" + VERSION, version(ECHO));
            publication.publish(Topic.REGISTRY_AGENTS, ECHO, pointer(ECHO, "Gives each line of a message back"));
        }
    }

    private boolean isNew(String name) throws SQLException {
        try (Connection transaction = dataSource.getConnection();
                PreparedStatement note = transaction.prepareStatement(NOTE)) {
            note.setString(1, name);
            note.setString(2, VERSION);
            return note.executeUpdate() == 1;
        }
    }

    private static AgentRecord.Version version(String name) {
        return new AgentRecord.Version(
                AgentRecord.SCHEMA,
                name,
                TEAM,
                VERSION,
                AgentRecord.State.ACTIVE,
                digest("built-in " + name + " " + VERSION),
                TEAM,
                name,
                null,
                "0",
                Instant.now());
    }

    private static AgentRecord.Pointer pointer(String name, String purpose) {
        return new AgentRecord.Pointer(
                AgentRecord.SCHEMA,
                name,
                TEAM,
                AgentRecord.Visibility.everyone,
                VERSION,
                false,
                purpose,
                List.of(),
                Map.of("built-in", "true"),
                Instant.now());
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
