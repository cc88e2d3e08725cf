package io.tandem.gateway.calls;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// The gateway is ready once its views have caught up and its key is published.
@Readiness
@Singleton
public class GatewayReadiness implements HealthCheck {
    private final GatewayStart start;

    @Inject
    public GatewayReadiness(GatewayStart start) {
        this.start = start;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("gateway views caught up, key published")
                .status(start.ready())
                .build();
    }
}
