package io.tandem.registry.publish;

import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody did to an agent, or was kept from doing, on its way to `audit.registry`.
///
/// @param action dotted verb, such as `grant.added`
/// @param actor `person:NAME`, `service:CLIENT`, or the platform's own name
public record Deed(String action, String actor, String team, String agent) {
    private static final String ALLOWED = "allowed";
    private static final String DENIED = "denied";

    public AuditEvent allowed(@Nullable String reason, Map<String, ?> details) {
        return event(ALLOWED, reason, details);
    }

    public AuditEvent denied(String reason, Map<String, ?> details) {
        return event(DENIED, reason, details);
    }

    private AuditEvent event(String decision, @Nullable String reason, Map<String, ?> details) {
        return new AuditEvent(
                AuditEvent.SCHEMA,
                action,
                actor,
                team,
                agent,
                decision,
                reason,
                EventJson.toTree(details),
                Instant.now());
    }
}
