package io.tandem.hub.publish;

import io.tandem.events.AgentRecord;
import io.tandem.events.EventJson;
import io.tandem.events.Halt;
import io.tandem.events.PolicyRecord;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.kit.outbox.OutboxRelay;
import java.util.Collection;
import java.util.Optional;
import javax.sql.DataSource;

/// What the hub of one process holds of Kafka.
final class HubNode implements AutoCloseable {
    private final OutboxRelay relay;
    private final TopicView<AgentRecord> agents;
    private final TopicView<PolicyRecord> policies;
    private final TopicView<Halt> halts;

    HubNode(DataSource dataSource, Broker broker) {
        broker.ensure(
                Topic.REGISTRY_AGENTS,
                Topic.REGISTRY_POLICIES,
                Topic.REGISTRY_HALTS,
                Topic.HUB_TOOLS,
                Topic.HUB_APPROVALS,
                Topic.HUB_CONNECTIONS,
                Topic.TOOL_ACTIVITY,
                Topic.AUDIT_HUB);
        this.relay = new OutboxRelay(Publication.SERVICE, dataSource, broker.producer(Publication.SERVICE)).start();
        this.agents = new TopicView<>(
                        broker,
                        Publication.SERVICE,
                        Topic.REGISTRY_AGENTS.topicName(),
                        bytes -> EventJson.read(bytes, AgentRecord.class))
                .start();
        this.policies = new TopicView<>(
                        broker,
                        Publication.SERVICE,
                        Topic.REGISTRY_POLICIES.topicName(),
                        bytes -> EventJson.read(bytes, PolicyRecord.class))
                .start();
        this.halts = new TopicView<>(
                        broker,
                        Publication.SERVICE,
                        Topic.REGISTRY_HALTS.topicName(),
                        bytes -> EventJson.read(bytes, Halt.class))
                .start();
    }

    Collection<AgentRecord> agents() {
        return agents.all();
    }

    Optional<AgentRecord> agent(String key) {
        return agents.get(key);
    }

    Optional<PolicyRecord> policies(String team) {
        return policies.get(team);
    }

    Collection<Halt> halts() {
        return halts.all();
    }

    boolean ready() {
        return agents.caughtUp() && policies.caughtUp() && halts.caughtUp();
    }

    void hint() {
        relay.hint();
    }

    @Override
    public void close() {
        halts.close();
        policies.close();
        agents.close();
        relay.close();
    }
}
