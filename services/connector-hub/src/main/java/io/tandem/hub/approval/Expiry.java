package io.tandem.hub.approval;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Calls approvals to mind that nobody decides, and ends them when their time is over.
@Singleton
public class Expiry {
    private static final Logger LOG = Logger.getLogger(Expiry.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Approvals approvals;
    private final Thread thread = Thread.ofVirtual().name("hub-expiry").unstarted(this::run);

    @Inject
    public Expiry(Approvals approvals) {
        this.approvals = approvals;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(PAUSE);
                try {
                    approvals.expire();
                    approvals.remind();
                } catch (RuntimeException e) {
                    LOG.warnf("approvals cannot be ended or called to mind now: %s", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("expiry ends with the process");
        }
    }
}
