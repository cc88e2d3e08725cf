package io.tandem.runtime.node;

import io.tandem.events.AuditEvent;
import io.tandem.kit.outbox.Outbox;
import io.tandem.kit.outbox.OutboxRelay;
import io.tandem.kit.refusal.RefusalLog;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Puts what belongs to no task on `audit.runtime`.
final class AuditOutbox implements RefusalLog.Sink {
    private final DataSource dataSource;
    private final OutboxRelay relay;
    private final Outbox outbox;

    AuditOutbox(String service, DataSource dataSource, OutboxRelay relay) {
        this.outbox = new Outbox(service);
        this.dataSource = dataSource;
        this.relay = relay;
    }

    @Override
    public void record(AuditEvent event) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            outbox.audit(connection, event);
            connection.commit();
        }
        relay.hint();
    }
}
