package io.tandem.router.usage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// The router is ready once it can publish what calls cost. A missing model does not hold it up.
@Readiness
@Singleton
public class UsageReadiness implements HealthCheck {
    private final UsageLog log;

    @Inject
    public UsageReadiness(UsageLog log) {
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("router publishes")
                .status(log.running())
                .build();
    }
}
