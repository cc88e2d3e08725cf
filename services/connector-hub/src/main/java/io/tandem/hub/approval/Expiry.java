package io.tandem.hub.approval;

import io.quarkus.runtime.StartupEvent;
import io.tandem.kit.rounds.Rounds;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/// Calls approvals to mind that nobody decides, and ends them when their time is over.
@Singleton
public class Expiry {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Rounds rounds;

    @Inject
    public Expiry(Approvals approvals) {
        this.rounds = new Rounds("hub-expiry", "ending approvals and calling them to mind", PAUSE, () -> {
            approvals.expire();
            approvals.remind();
        });
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    @PreDestroy
    void stop() {
        rounds.close();
    }
}
