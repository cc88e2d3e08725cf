package io.tandem.a2a;

/// One element of a stream, and the body of a push notification (specification 3.2.3): told by its member name.
/// A stream is one message, or a task first and then its updates in order.
public sealed interface StreamResponse {
    /// `{"task": {...}}`
    record OfTask(@Required Task task) implements StreamResponse {}

    /// `{"message": {...}}`
    record OfMessage(@Required Message message) implements StreamResponse {}

    /// `{"statusUpdate": {...}}`
    record OfStatus(@Required TaskStatusUpdateEvent statusUpdate) implements StreamResponse {}

    /// `{"artifactUpdate": {...}}`
    record OfArtifact(@Required TaskArtifactUpdateEvent artifactUpdate) implements StreamResponse {}
}
