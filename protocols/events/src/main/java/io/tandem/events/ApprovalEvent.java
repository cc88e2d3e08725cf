package io.tandem.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An approval asked for, decided, used, expired or withdrawn, on `hub.approvals`.
///
/// @param bindingHash SHA-256 of (task, seq, tool, canonical arguments): the approval is for exactly this
/// @param asked what the agent had asked for, from the moment on that an approver changed it: arguments and hash are
///     then those of the approver; null where nobody changed anything
/// @param status `waiting`, `granted`, `rejected`, `expired`, `withdrawn`, `used`
public record ApprovalEvent(
        int schema,
        String approvalId,
        String taskId,
        long seq,
        String team,
        String agent,
        String version,
        String onBehalfOf,
        String connector,
        String tool,
        JsonNode arguments,
        String bindingHash,
        @Nullable AskedCall asked,
        String status,
        @Nullable String decidedBy,
        @Nullable String reason,
        Instant at) {
    public static final int SCHEMA = 1;
    public static final String TYPE = "io.tandem.approval.v1";
}
