package io.tandem.gateway.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.runtime.StartupEvent;
import io.tandem.events.AuditEvent;
import io.tandem.kit.refusal.Refusal;
import io.tandem.kit.refusal.RefusalLog;
import io.tandem.kit.refusal.RefusedCalls;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;

/// Records what was refused at the edge. Requests without a valid token are told apart by what was wrong with
/// it.
@Singleton
public class Refusals {
    private final RefusalLog log;
    private final RefusedCalls calls;

    @Inject
    public Refusals(EdgeRecords records) {
        this.log = new RefusalLog("gateway", records::record);
        this.calls = new RefusedCalls(log);
    }

    /// How refused calls of agents are told.
    public RefusedCalls calls() {
        return calls;
    }

    void refused(@ObservesAsync Refusal refusal) {
        if (refusal.concerns("gateway") || refusal.concerns("router") || refusal.concerns("runtime")) {
            log.add(refusal.event());
        } else if (refusal.caller() == null) {
            log.add(withoutToken(refusal));
        }
    }

    /// @return with the path of one such request, whose sender could choose any
    private static AuditEvent withoutToken(Refusal refusal) {
        String fault = refusal.note() == null ? refusal.slug() : refusal.note();
        return new AuditEvent(
                AuditEvent.SCHEMA,
                "token.refused",
                "anonymous",
                "platform",
                "platform",
                "denied",
                "a request without a valid token: " + fault,
                JsonNodeFactory.instance.objectNode().put("problem", fault).put("path", refusal.path()),
                Instant.now());
    }

    void start(@Observes StartupEvent event) {
        log.start();
    }

    @PreDestroy
    void stop() {
        log.close();
    }
}
