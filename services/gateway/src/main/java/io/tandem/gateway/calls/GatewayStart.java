package io.tandem.gateway.calls;

import io.quarkus.runtime.StartupEvent;
import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.kit.identity.ServiceToken;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.start.Starting;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// The gateway's node inside the container: started in the background, stopped with the process.
@Singleton
public class GatewayStart {
    private final Starting<GatewayNode> node;

    @Inject
    public GatewayStart(Broker broker, ServiceToken token, GatewaySettings settings) {
        this.node = new Starting<>("gateway", () -> new GatewayNode(broker, token, settings));
    }

    /// Whether calls may be made.
    boolean ready() {
        GatewayNode running = node.get();
        return running != null && running.ready();
    }

    /// The node.
    ///
    /// @throws A2aException UNAVAILABLE while it is not ready
    GatewayNode node() {
        GatewayNode running = node.get();
        if (running == null || !running.ready()) {
            throw new A2aException(A2aError.UNAVAILABLE, "The gateway is still starting");
        }
        return running;
    }

    void start(@Observes StartupEvent event) {
        node.start();
    }

    @PreDestroy
    void stop() {
        node.close();
    }
}
