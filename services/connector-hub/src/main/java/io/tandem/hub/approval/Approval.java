package io.tandem.hub.approval;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.ApprovalEvent;
import io.tandem.events.AskedCall;
import io.tandem.events.Provenance;
import io.tandem.events.ToolRecord;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An approval of one call.
///
/// @param bindingHash SHA-256 of task, step, tool and arguments: what may be called
/// @param chain the tasks from the one that the person began to the one that asks, outermost first
/// @param asked what the agent had asked for, where an approver changed it
/// @param effect what a repeat of the call would do
/// @param provenance what its task had read, and which sensitive arguments nobody trusted has named
/// @param status `waiting`, `granted`, `rejected`, `expired`, `withdrawn`, `used`
/// @param dueAt when a decision is wanted; nothing happens then but that it is called to mind
/// @param expiresAt when it becomes a no
/// @param assignment who takes care of it; null while nobody does
/// @param reminders how often it was called to mind
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
        List<ChainLink> chain,
        String connector,
        String tool,
        JsonNode arguments,
        @Nullable AskedCall asked,
        ToolRecord.Effect effect,
        Provenance provenance,
        String status,
        @Nullable String decidedBy,
        @Nullable String reason,
        Instant createdAt,
        Instant dueAt,
        Instant expiresAt,
        @Nullable Instant decidedAt,
        @Nullable Assignment assignment,
        int reminders,
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

    public static final List<String> STATES = List.of(WAITING, GRANTED, REJECTED, EXPIRED, WITHDRAWN, USED);

    public Approval {
        actors = List.copyOf(actors);
        chain = List.copyOf(chain);
    }

    /// Who takes care of it.
    ///
    /// @param reason null where the person took it themselves
    @Schema(name = "ApprovalAssignment")
    public record Assignment(
            String person, String by, Instant at, @Nullable String reason) {}

    /// Whether this person or service asked for the call, directly or through agents.
    public boolean askedBy(String caller) {
        return onBehalfOf.equals(caller) || actors.contains(caller);
    }

    /// The call it is for.
    public Binding binding() {
        return new Binding(taskId, seq, connector + "/" + tool, arguments);
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
                asked,
                status,
                decidedBy,
                reason,
                at);
    }
}
