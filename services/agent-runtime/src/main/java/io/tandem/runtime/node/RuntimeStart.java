package io.tandem.runtime.node;

import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.tandem.a2a.TaskState;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.start.Starting;
import io.tandem.runtime.agent.Behaviour;
import io.tandem.runtime.agent.EchoBehaviour;
import io.tandem.runtime.agent.Next;
import io.tandem.runtime.task.TaskHead;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
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
    private final Behaviour echo;

    @Inject
    public RuntimeStart(@DataSource(SERVICE) javax.sql.DataSource dataSource, Broker broker, RuntimeSettings settings) {
        Clock clock = Clock.systemUTC();
        this.echo = new EchoBehaviour(clock);
        this.node =
                new Starting<>(SERVICE, () -> new RuntimeNode(dataSource, broker, settings, clock, this::behaviourOf));
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
    }

    @PreDestroy
    void stop() {
        node.close();
    }

    private Behaviour behaviourOf(TaskHead head) {
        if (head.agent().equals(EchoBehaviour.NAME)) {
            return echo;
        }
        return task -> new Next.End(List.of(), TaskState.FAILED, null, "UNKNOWN_AGENT");
    }
}
