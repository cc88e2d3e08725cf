package io.tandem.hub.delegation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Tells whether agents' clients are up to date in the realm. It is up all the same: everything else goes on.
@Readiness
@Singleton
public class DelegationHealth implements HealthCheck {
    private final AgentClients clients;

    @Inject
    public DelegationHealth(AgentClients clients) {
        this.clients = clients;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("agents' clients in the realm")
                .up()
                .withData("state", clients.isUpToDate() ? "up to date" : "not up to date; the log says why")
                .build();
    }
}
