package io.tandem.registry.publish;

import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.outbox.Outbox;
import io.tandem.kit.outbox.OutboxRecord;
import io.tandem.kit.outbox.OutboxRelay;
import io.tandem.kit.start.Starting;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes records into the outbox in the transaction of the caller, and relays them.
@Singleton
public class Publication {
    private static final String SERVICE = "registry";

    private final javax.sql.DataSource dataSource;
    private final Outbox outbox = new Outbox(SERVICE);
    private final TransactionSynchronizationRegistry transactions;
    private final Starting<OutboxRelay> relay;

    @Inject
    public Publication(
            @DataSource(SERVICE) javax.sql.DataSource dataSource,
            Broker broker,
            TransactionSynchronizationRegistry transactions) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.relay = new Starting<>(SERVICE, () -> {
            broker.ensure(
                    Topic.REGISTRY_AGENTS,
                    Topic.REGISTRY_KEYS,
                    Topic.REGISTRY_POLICIES,
                    Topic.REGISTRY_HALTS,
                    Topic.AUDIT_REGISTRY);
            return new OutboxRelay(SERVICE, dataSource, broker.producer(SERVICE)).start();
        });
    }

    /// Publishes a value of a compacted topic once the current transaction has committed.
    ///
    /// @param value null removes the key
    public void publish(Topic topic, String key, @Nullable Object value) {
        byte @Nullable [] body = value == null ? null : EventJson.write(value);
        try (Connection transaction = dataSource.getConnection()) {
            outbox.add(transaction, new OutboxRecord(topic.topicName(), key, Map.of(), body));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write the outbox", e);
        }
        hintAfterCommit();
    }

    /// Records what somebody did or was kept from doing, under the next number of this service.
    public void audit(AuditEvent event) {
        try (Connection transaction = dataSource.getConnection()) {
            outbox.audit(transaction, event);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write the outbox", e);
        }
        hintAfterCommit();
    }

    /// Whether records are being relayed.
    public boolean running() {
        return relay.get() != null;
    }

    /// Tells the relay that a transaction with records has committed.
    public void hint() {
        OutboxRelay running = relay.get();
        if (running != null) {
            running.hint();
        }
    }

    private void hintAfterCommit() {
        if (transactions.getTransactionStatus() == Status.STATUS_ACTIVE) {
            transactions.registerInterposedSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    // Nothing to do: the rows are written already.
                }

                @Override
                public void afterCompletion(int status) {
                    hint();
                }
            });
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
