package io.tandem.registry.node;

import io.tandem.events.AgentUse;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.kit.rounds.Rounds;
import io.tandem.registry.inventory.AgentUses;
import io.tandem.registry.inventory.Departures;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/// How agents are used, as a view, and the regular look at their owners.
final class InventoryNode implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(InventoryNode.class);

    private final TopicView<AgentUse> uses;
    private final Departures departures;
    private final Rounds rounds;

    InventoryNode(Broker broker, AgentUses held, Departures departures, Duration pause) {
        this.departures = departures;
        this.rounds = new Rounds("registry-owners", "looking up owners of agents", pause, this::look);
        broker.ensure(Topic.AGENT_USE);
        this.uses = new TopicView<>(
                        broker, "registry", Topic.AGENT_USE.topicName(), bytes -> EventJson.read(bytes, AgentUse.class))
                .start();
        held.readFrom(uses::all, broker::topics);
        rounds.start();
    }

    private void look() {
        departures.look(Instant.now()).forEach(step -> LOG.infof("%s: %s", step.agent(), step.says()));
    }

    @Override
    public void close() {
        rounds.close();
        uses.close();
    }
}
