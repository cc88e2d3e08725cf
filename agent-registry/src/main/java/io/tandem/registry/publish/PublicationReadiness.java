package io.tandem.registry.publish;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// The registry is ready once it can publish.
@Readiness
@Singleton
public class PublicationReadiness implements HealthCheck {
    private final Publication publication;

    @Inject
    public PublicationReadiness(Publication publication) {
        this.publication = publication;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("registry publishes")
                .status(publication.running())
                .build();
    }
}
