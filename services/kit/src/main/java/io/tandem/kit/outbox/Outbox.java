package io.tandem.kit.outbox;

import io.tandem.events.AuditEvent;
import io.tandem.events.Envelope;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes records into the service's outbox table, in the caller's transaction.
///
/// The caller calls [OutboxRelay#hint()] after its commit; forgetting that costs a quarter of a second and nothing
/// else.
public final class Outbox {
    /// Hash ranges of keys; a relay owns whole ranges, so a key's order holds whichever node relays it.
    static final int SLOTS = 8;

    /// The largest body, in bytes: key and headers have their room beside it.
    public static final int MAX_BODY_BYTES = Topic.MAX_RECORD_BYTES - 64 * 1024;

    private static final String INSERT = "insert into outbox(slot, topic, key, headers, body) values (?, ?, ?, ?, ?)";
    private static final String NUMBER = "update audit_number set last = last + 1 returning last";

    private final String service;

    /// @param service the service's short name, such as `registry`
    public Outbox(String service) {
        this.service = service;
    }

    /// @throws ProblemException TOO_LARGE for what no topic takes; the caller's transaction is to be rolled back
    public void add(Connection transaction, OutboxRecord record) throws SQLException {
        add(transaction, List.of(record));
    }

    public void add(Connection transaction, List<OutboxRecord> records) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement(INSERT)) {
            for (OutboxRecord record : records) {
                check(record.body());
                insert.setInt(1, record.slot());
                insert.setString(2, record.topic());
                insert.setString(3, record.key());
                insert.setString(4, headers(record));
                insert.setBytes(5, record.body());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Adds an audit event under the next number of this service. The number has no gap because it is given in the
    /// transaction; writers of audit events of one service therefore wait for each other.
    public void audit(Connection transaction, AuditEvent event) throws SQLException {
        long number = nextNumber(transaction);
        Envelope envelope =
                new Envelope(service + ":" + number, service, AuditEvent.TYPE, event.at(), event.team(), number, null);
        add(transaction, OutboxRecord.event(Topic.audit(service), event.subject(), envelope, event));
    }

    private static void check(byte @Nullable [] body) {
        if (body != null && body.length > MAX_BODY_BYTES) {
            throw new ProblemException(
                    CommonProblem.TOO_LARGE,
                    "What would be published of this has " + body.length + " bytes; at most " + MAX_BODY_BYTES
                            + " are taken.");
        }
    }

    static String headers(OutboxRecord record) {
        return new String(EventJson.write(record.headers()), StandardCharsets.UTF_8);
    }

    private static long nextNumber(Connection transaction) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(NUMBER);
                ResultSet row = update.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("audit_number is empty");
            }
            return row.getLong(1);
        }
    }
}
