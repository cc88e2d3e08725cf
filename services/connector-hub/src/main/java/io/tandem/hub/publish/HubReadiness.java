package io.tandem.hub.publish;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// The hub is ready once it knows all agents and can publish.
@Readiness
@Singleton
public class HubReadiness implements HealthCheck {
    private final Publication publication;

    @Inject
    public HubReadiness(Publication publication) {
        this.publication = publication;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("hub knows agents and publishes")
                .status(publication.ready())
                .build();
    }
}
