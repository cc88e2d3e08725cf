package io.tandem.runtime.node;

import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.tandem.kit.identity.KeyRegistration;
import io.tandem.kit.identity.ServiceToken;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.pass.PassSigner;
import io.tandem.kit.start.Starting;
import io.tandem.runtime.effect.ServiceCalls;
import io.tandem.runtime.effect.World;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// The runtime node inside the container: started in the background, stopped with the process, ready once its views
/// have caught up.
@Singleton
@Readiness
public class RuntimeStart implements HealthCheck {
    private static final String SERVICE = "runtime";

    private final Starting<RuntimeNode> node;
    private final KeyRegistration key;

    @Inject
    public RuntimeStart(
            @DataSource(SERVICE) javax.sql.DataSource dataSource,
            Broker broker,
            RuntimeSettings settings,
            ServiceToken token) {
        PassSigner passes = new PassSigner(SERVICE);
        World.Services services = new World.Services(
                new ServiceCalls(settings.routerUrl(), () -> token.of(SERVICE)),
                new ServiceCalls(settings.hubUrl(), () -> token.of(SERVICE)));
        Surroundings surroundings = (requests, replies) -> new World(services, dataSource, requests, passes, replies);
        this.node = new Starting<>(
                SERVICE, () -> new RuntimeNode(dataSource, broker, settings, Clock.systemUTC(), surroundings));
        String keyId = passes.publicKey().keyId();
        this.key = new KeyRegistration(SERVICE, settings.registryUrl(), token, passes.publicKey(), () -> knows(keyId));
    }

    private boolean knows(String keyId) {
        RuntimeNode running = node.get();
        return running != null && running.knowsKey(keyId);
    }

    @Override
    public HealthCheckResponse call() {
        RuntimeNode running = node.get();
        return HealthCheckResponse.named("runtime views caught up")
                .status(running != null && running.ready())
                .build();
    }

    void start(@Observes StartupEvent event) {
        node.start();
        key.start();
    }

    @PreDestroy
    void stop() {
        key.close();
        node.close();
    }
}
