package io.tandem.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What has no stream of its own: sign-ins, refusals, grants, transitions, changes of configuration, reads of the
/// ledger.
///
/// @param action dotted verb, such as `grant.added`, `call.refused`, `agent.transition`
/// @param actor who did it: `person:NAME`, `service:CLIENT`, `agent:NAME`
/// @param subject what it was done to, such as an agent's name
/// @param decision `allowed` or `denied`
/// @param reason in words a person understands
public record AuditEvent(
        int schema,
        String action,
        String actor,
        String team,
        String subject,
        String decision,
        @Nullable String reason,
        @Nullable JsonNode details,
        Instant at) {
    public static final int SCHEMA = 1;
    public static final String TYPE = "io.tandem.audit.v1";
}
