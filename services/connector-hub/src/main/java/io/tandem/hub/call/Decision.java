package io.tandem.hub.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.ToolRecord.Effect;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the runtime is told when it asks whether a call may be made.
///
/// @param decision `allow`, `deny`, `approval`
/// @param effect null if there is no such tool
/// @param dueAt when a decision is wanted, where an approval is needed
/// @param expiresAt when it is a no without one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Decision(
        String decision,
        String reason,
        @Nullable String approvalId,
        @Nullable Effect effect,
        String argumentsHash,
        String bindingHash,
        @Nullable Instant dueAt,
        @Nullable Instant expiresAt) {}
