package io.tandem.governance.publish;

import io.tandem.events.AuditEvent;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.outbox.Outbox;
import io.tandem.kit.outbox.OutboxRecord;
import io.tandem.kit.outbox.OutboxRelay;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Writes records into governance's outbox and relays them.
public final class Publication implements AutoCloseable {
    private static final String SERVICE = "governance";

    private final DataSource dataSource;
    private final Outbox outbox = new Outbox(SERVICE);
    private final OutboxRelay relay;

    /// Starts relaying.
    public Publication(DataSource dataSource, Broker broker) {
        this.dataSource = dataSource;
        broker.ensure(
                Topic.AUDIT_GOVERNANCE,
                Topic.EVALUATION_RESULTS,
                Topic.CANARY_STANDINGS,
                Topic.JUDGE_STANDINGS,
                Topic.LEDGER_HEAD,
                Topic.AGENT_USE);
        this.relay = new OutboxRelay(SERVICE, dataSource, broker.producer(SERVICE)).start();
    }

    /// Records what somebody did, in a transaction of its own.
    ///
    /// @throws IllegalStateException if that is not possible; then it must not be done either
    public void audit(AuditEvent event) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            outbox.audit(connection, event);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot record " + event.action(), e);
        }
        relay.hint();
    }

    /// Records what somebody did, in the caller's transaction; [#hint()] after its commit.
    public void audit(Connection transaction, AuditEvent event) throws SQLException {
        outbox.audit(transaction, event);
    }

    /// Publishes in the caller's transaction; [#hint()] after its commit.
    public void publish(Connection transaction, OutboxRecord record) throws SQLException {
        outbox.add(transaction, record);
    }

    public void hint() {
        relay.hint();
    }

    @Override
    public void close() {
        relay.close();
    }
}
