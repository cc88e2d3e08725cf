package io.tandem.registry.node;

import io.quarkus.runtime.StartupEvent;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.start.Starting;
import io.tandem.registry.judge.KnownJudges;
import io.tandem.registry.tool.HeldTools;
import io.tandem.registry.version.Freshness;
import io.tandem.registry.version.ResultSettings;
import io.tandem.registry.version.Verdicts;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Starts the views with the process; the registry is ready once they have caught up.
@Readiness
@Singleton
public class RegistryStart implements HealthCheck {
    private final Starting<RegistryNode> node;

    @Inject
    public RegistryStart(
            Broker broker,
            HeldTools tools,
            KnownJudges judges,
            Verdicts verdicts,
            Freshness freshness,
            ResultSettings settings) {
        this.node = new Starting<>(
                "registry views", () -> new RegistryNode(broker, tools, judges, verdicts, freshness, settings.look()));
    }

    @Override
    public HealthCheckResponse call() {
        RegistryNode running = node.get();
        return HealthCheckResponse.named("registry views")
                .status(running != null && running.ready())
                .build();
    }

    void start(@Observes StartupEvent event) {
        node.start();
    }

    @PreDestroy
    void stop() {
        node.close();
    }
}
