package io.tandem.gateway.audit;

import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.tandem.events.AuditEvent;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.outbox.Outbox;
import io.tandem.kit.outbox.OutboxRelay;
import io.tandem.kit.start.Starting;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Writes audit events into the gateway's outbox and relays them to `audit.gateway`.
@Singleton
public class EdgeRecords {
    private static final String SERVICE = "gateway";
    private static final String SESSION = "insert into session(id) values (?) on conflict do nothing";
    private static final String FORGET = "delete from session where first_seen < now() - interval '40 days'";

    private final javax.sql.DataSource dataSource;
    private final Outbox outbox = new Outbox(SERVICE);
    private final Starting<OutboxRelay> relay;

    @Inject
    public EdgeRecords(@DataSource(SERVICE) javax.sql.DataSource dataSource, Broker broker) {
        this.dataSource = dataSource;
        this.relay = new Starting<>(SERVICE, () -> {
            broker.ensure(Topic.AUDIT_GATEWAY);
            return new OutboxRelay(SERVICE, dataSource, broker.producer(SERVICE)).start();
        });
    }

    void record(AuditEvent event) throws SQLException {
        try (Connection transaction = dataSource.getConnection()) {
            transaction.setAutoCommit(false);
            outbox.audit(transaction, event);
            transaction.commit();
        }
        hint();
    }

    /// Records an event unless that session is known already.
    void recordOnce(String session, AuditEvent event) throws SQLException {
        try (Connection transaction = dataSource.getConnection()) {
            transaction.setAutoCommit(false);
            if (begin(transaction, session)) {
                outbox.audit(transaction, event);
            }
            transaction.commit();
        }
        hint();
    }

    private static boolean begin(Connection transaction, String session) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement(SESSION);
                PreparedStatement forget = transaction.prepareStatement(FORGET)) {
            insert.setString(1, session);
            if (insert.executeUpdate() == 0) {
                return false;
            }
            forget.executeUpdate();
            return true;
        }
    }

    private void hint() {
        OutboxRelay running = relay.get();
        if (running != null) {
            running.hint();
        }
    }

    void start(@Observes StartupEvent event) {
        relay.start();
    }

    @PreDestroy
    void stop() {
        relay.close();
    }
}
