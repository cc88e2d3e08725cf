package io.tandem.registry.node;

import io.quarkus.runtime.StartupEvent;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.start.Starting;
import io.tandem.registry.inventory.AgentUses;
import io.tandem.registry.inventory.Departures;
import io.tandem.registry.inventory.InventorySettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// Starts what keeps agents in order. Nobody waits for it: an inventory without figures of use is still one.
@Singleton
public class InventoryStart {
    private final Starting<InventoryNode> node;

    @Inject
    public InventoryStart(Broker broker, AgentUses uses, Departures departures, InventorySettings settings) {
        this.node = new Starting<>(
                "registry inventory", () -> new InventoryNode(broker, uses, departures, settings.look()));
    }

    void start(@Observes StartupEvent event) {
        node.start();
    }

    @PreDestroy
    void stop() {
        node.close();
    }
}
