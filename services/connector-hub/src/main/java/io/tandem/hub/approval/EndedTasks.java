package io.tandem.hub.approval;

import io.quarkus.runtime.StartupEvent;
import io.tandem.hub.grant.GrantAsks;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.start.Starting;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// Keeps the [EndedTasksConsumer] of this process running.
@Singleton
public class EndedTasks {
    private final Starting<EndedTasksConsumer> consumer;

    @Inject
    public EndedTasks(Broker broker, Approvals approvals, GrantAsks asks) {
        this.consumer = new Starting<>("hub-ended-tasks", () -> new EndedTasksConsumer(broker, tasks -> {
                    approvals.withdraw(tasks);
                    asks.withdraw(tasks);
                })
                .start());
    }

    void start(@Observes StartupEvent event) {
        consumer.start();
    }

    @PreDestroy
    void stop() {
        consumer.close();
    }
}
