package io.tandem.a2a;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One turn of a conversation (specification 4.1.4).
///
/// @param messageId made by the writer, unique to it: a repeated id is the same message
/// @param contextId the conversation; the server makes one where it is absent
/// @param taskId the task this continues, or belongs to; only ids made by the server are known
/// @param parts at least one on the wire
/// @param extensions URIs of the extensions that put something into this message
/// @param referenceTaskIds other tasks to look at; each needs the caller's right to see it
public record Message(
        @Required String messageId,
        @Nullable String contextId,
        @Nullable String taskId,
        @Required Role role,
        @Required List<Part> parts,
        @Nullable ObjectNode metadata,
        List<String> extensions,
        List<String> referenceTaskIds) {

    public Message {
        parts = List.copyOf(parts);
        extensions = List.copyOf(extensions);
        referenceTaskIds = List.copyOf(referenceTaskIds);
    }

    /// A client's message of one text part, outside any context.
    public static Message user(String messageId, String text) {
        return of(messageId, Role.USER, text);
    }

    /// An agent's message of one text part, outside any context.
    public static Message agent(String messageId, String text) {
        return of(messageId, Role.AGENT, text);
    }

    private static Message of(String messageId, Role role, String text) {
        return new Message(messageId, null, null, role, List.of(Part.text(text)), null, List.of(), List.of());
    }

    /// The text parts, joined by a line feed; empty when there is none.
    public String text() {
        return parts.stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .collect(Collectors.joining("\n"));
    }

    /// The same message in this context and task.
    public Message in(@Nullable String newContextId, @Nullable String newTaskId) {
        return new Message(messageId, newContextId, newTaskId, role, parts, metadata, extensions, referenceTaskIds);
    }
}
