package io.tandem.hub.publish;

import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.tandem.events.AgentRecord;
import io.tandem.events.AuditEvent;
import io.tandem.events.Envelope;
import io.tandem.events.EventJson;
import io.tandem.events.Halt;
import io.tandem.events.PolicyRecord;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.outbox.Outbox;
import io.tandem.kit.outbox.OutboxRecord;
import io.tandem.kit.refusal.Refusal;
import io.tandem.kit.start.Starting;
import io.tandem.policy.Halts;
import io.tandem.policy.PolicyBook;
import io.tandem.policy.cedar.CedarPolicies;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes records into the outbox in the caller's transaction, relays them, and holds the view of agents.
@Singleton
public class Publication {
    static final String SERVICE = "hub";

    private final javax.sql.DataSource dataSource;
    private final Outbox outbox = new Outbox(SERVICE);
    private final Starting<HubNode> node;
    private final PolicyBook policies = new PolicyBook(this::policiesOf, CedarPolicies::read);
    private final Halts halts = new Halts(this::inForce, this::agent);

    @Inject
    public Publication(@DataSource(SERVICE) javax.sql.DataSource dataSource, Broker broker) {
        this.dataSource = dataSource;
        this.node = new Starting<>(SERVICE, () -> new HubNode(dataSource, broker));
    }

    /// Adds a value of a compacted topic; null removes the key.
    public void value(Connection transaction, Topic topic, String key, @Nullable Object value) throws SQLException {
        byte @Nullable [] body = value == null ? null : EventJson.write(value);
        outbox.add(transaction, new OutboxRecord(topic.topicName(), key, Map.of(), body));
    }

    /// Adds an event under a fresh id.
    public void event(Connection transaction, Topic topic, String key, Event event) throws SQLException {
        Envelope envelope = new Envelope(
                UUID.randomUUID().toString(), SERVICE, event.type(), Instant.now(), event.team(), null, null);
        outbox.add(transaction, OutboxRecord.event(topic, key, envelope, event.body()));
    }

    /// Adds an audit event under the hub's next number.
    public void audit(Connection transaction, AuditEvent event) throws SQLException {
        outbox.audit(transaction, event);
    }

    /// An event of a stream.
    ///
    /// @param type CloudEvents type
    public record Event(String type, String team, Object body) {}

    /// The registry's record under that key (`name@version`, or `name`), if the view holds it.
    public Optional<AgentRecord> agent(String key) {
        HubNode running = node.get();
        return running == null ? Optional.empty() : running.agent(key);
    }

    /// All records of the registry that the view holds.
    public Collection<AgentRecord> agents() {
        HubNode running = node.get();
        return running == null ? List.of() : running.agents();
    }

    /// What teams are judged by, as it is now.
    public PolicyBook policies() {
        return policies;
    }

    /// What is halted, as it is now.
    public Halts halts() {
        return halts;
    }

    private Collection<Halt> inForce() {
        HubNode running = node.get();
        return running == null ? List.of() : running.halts();
    }

    private Optional<PolicyRecord> policiesOf(String team) {
        HubNode running = node.get();
        return running == null ? Optional.empty() : running.policies(team);
    }

    /// Whether the views have caught up and records are being relayed.
    public boolean ready() {
        HubNode running = node.get();
        return running != null && running.ready();
    }

    /// Tells the relay that a transaction with records has committed.
    public void hint() {
        HubNode running = node.get();
        if (running != null) {
            running.hint();
        }
    }

    /// What somebody was kept from doing at the hub's paths.
    void refused(@ObservesAsync Refusal refusal) throws SQLException {
        if (refusal.concerns(SERVICE)) {
            try (Connection transaction = dataSource.getConnection()) {
                transaction.setAutoCommit(false);
                outbox.audit(transaction, refusal.event());
                transaction.commit();
            }
            hint();
        }
    }

    void start(@Observes StartupEvent event) {
        node.start();
    }

    @PreDestroy
    void stop() {
        node.close();
    }
}
