package io.tandem.hub.approval;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.ApprovalEvent;
import io.tandem.events.Provenance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An approval of one call.
///
/// @param provenance what its task had read, and which sensitive arguments nobody trusted has named
/// @param status `waiting`, `granted`, `rejected`, `expired`, `withdrawn`, `used`
/// @param usedKey the idempotency key of the intent that used it
public record Approval(
        String id,
        String bindingHash,
        String taskId,
        long seq,
        String team,
        String agent,
        String version,
        String onBehalfOf,
        List<String> actors,
        String connector,
        String tool,
        JsonNode arguments,
        Provenance provenance,
        String status,
        @Nullable String decidedBy,
        @Nullable String reason,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant decidedAt,
        @Nullable String usedKey) {
    public static final String WAITING = "waiting";
    /// Decided with yes, not used yet.
    public static final String GRANTED = "granted";
    public static final String REJECTED = "rejected";
    /// Its time was over before anybody decided, or before what was granted was used.
    public static final String EXPIRED = "expired";
    /// Its task ended before anybody decided, or before what was granted was used.
    public static final String WITHDRAWN = "withdrawn";
    public static final String USED = "used";

    static final List<String> STATES = List.of(WAITING, GRANTED, REJECTED, EXPIRED, WITHDRAWN, USED);

    public Approval {
        actors = List.copyOf(actors);
    }

    /// Whether this person or service asked for the call, directly or through agents.
    boolean askedBy(String caller) {
        return onBehalfOf.equals(caller) || actors.contains(caller);
    }

    ApprovalEvent event(Instant at) {
        return new ApprovalEvent(
                ApprovalEvent.SCHEMA,
                id,
                taskId,
                seq,
                team,
                agent,
                version,
                onBehalfOf,
                connector,
                tool,
                arguments,
                bindingHash,
                status,
                decidedBy,
                reason,
                at);
    }
}
