package io.tandem.a2a;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// The request of SendMessage and SendStreamingMessage (specification 3.2.1).
///
/// @param tenant echoed from the chosen interface of the card; a routing hint, never a right
public record SendMessageRequest(
        @Nullable String tenant,
        @Required Message message,
        @Nullable SendMessageConfiguration configuration,
        @Nullable ObjectNode metadata) {

    /// A request that asks for nothing special.
    public static SendMessageRequest of(Message message) {
        return new SendMessageRequest(null, message, null, null);
    }
}
