package io.tandem.hub.call;

import io.quarkus.agroal.DataSource;
import io.tandem.events.ToolActivity;
import io.tandem.events.Topic;
import io.tandem.hub.call.ToolRequest.Wanted;
import io.tandem.hub.canonical.CanonicalJson;
import io.tandem.hub.publish.Publication;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Records each attempt to call a tool, once, on `tool.activity`.
@Singleton
public class Activities {
    static final String ALLOWED = "allowed";
    static final String DENIED = "denied";
    static final String APPROVAL_NEEDED = "approval-needed";
    static final String CONNECTION_NEEDED = "connection-needed";

    private final javax.sql.DataSource dataSource;
    private final Publication publication;

    @Inject
    public Activities(@DataSource("hub") javax.sql.DataSource dataSource, Publication publication) {
        this.dataSource = dataSource;
        this.publication = publication;
    }

    /// How an attempt went.
    ///
    /// @param outcome null when no call was made
    record Attempt(
            String decision,
            String reason,
            @Nullable String approvalId,
            @Nullable String outcome,
            long millis) {
        static Attempt denied(String reason, @Nullable String approvalId) {
            return new Attempt(DENIED, reason, approvalId, null, 0);
        }

        /// One that waits until its person has connected the server.
        static Attempt unconnected(String reason, @Nullable String approvalId) {
            return new Attempt(CONNECTION_NEEDED, reason, approvalId, null, 0);
        }
    }

    void write(Wanted wanted, Ruling ruling, Attempt attempt) {
        Ruling.Judgement judgement = ruling.judgement();
        ToolActivity activity = new ToolActivity(
                ToolActivity.SCHEMA,
                UUID.randomUUID().toString(),
                wanted.taskId(),
                wanted.seq(),
                wanted.idempotencyKey(),
                wanted.who().team(),
                wanted.who().agent(),
                wanted.who().version(),
                wanted.who().onBehalfOf(),
                wanted.connector(),
                wanted.tool(),
                wanted.arguments(),
                CanonicalJson.of(wanted.arguments()).sha256(),
                attempt.decision(),
                attempt.reason(),
                judgement == null ? null : judgement.decision(),
                judgement == null ? null : judgement.facts(),
                attempt.approvalId(),
                attempt.outcome(),
                attempt.millis(),
                Instant.now());
        try (Connection transaction = dataSource.getConnection()) {
            transaction.setAutoCommit(false);
            publication.event(
                    transaction,
                    Topic.TOOL_ACTIVITY,
                    wanted.taskId(),
                    new Publication.Event(ToolActivity.TYPE, wanted.who().team(), activity));
            transaction.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("the attempt cannot be recorded", e);
        }
        publication.hint();
    }
}
