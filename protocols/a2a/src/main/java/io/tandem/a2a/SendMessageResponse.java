package io.tandem.a2a;

/// The answer to a message (specification 3.1.1): a task, or a message when the agent needs none.
public sealed interface SendMessageResponse {
    /// `{"task": {...}}`
    record OfTask(@Required Task task) implements SendMessageResponse {}

    /// `{"message": {...}}`
    record OfMessage(@Required Message message) implements SendMessageResponse {}
}
