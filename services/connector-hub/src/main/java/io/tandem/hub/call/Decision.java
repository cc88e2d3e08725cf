package io.tandem.hub.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.ToolRecord.Effect;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the runtime is told when it asks whether a call may be made.
///
/// @param decision `allow`, `deny`, `approval`, `connect`
/// @param effect null if there is no such tool
/// @param dueAt when a decision is wanted, where an approval is needed
/// @param expiresAt when it is a no without one
/// @param connect what the person connects first, where that is needed
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Decision(
        String decision,
        String reason,
        @Nullable String approvalId,
        @Nullable Effect effect,
        String argumentsHash,
        String bindingHash,
        @Nullable Instant dueAt,
        @Nullable Instant expiresAt,
        @Nullable Connect connect) {
    /// A server that the person who asked connects before the call can be decided on.
    ///
    /// @param askId as the task is told by when it is connected
    /// @param url where the person connects it
    public record Connect(String askId, String connector, URI url) {}

    /// One that is final, or that lets the call be made.
    static Decision of(String decision, String reason, @Nullable Effect effect, String arguments, String binding) {
        return new Decision(decision, reason, null, effect, arguments, binding, null, null, null);
    }
}
