package io.tandem.a2a;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A unit of work with its state, results and history (specification 4.1.1).
///
/// @param id made by the server
/// @param contextId the conversation; empty where a foreign server leaves it out
/// @param history oldest first, cut to the caller's `historyLength`
public record Task(
        @Required String id,
        String contextId,
        @Required TaskStatus status,
        List<Artifact> artifacts,
        List<Message> history,
        @Nullable ObjectNode metadata) {

    public Task {
        artifacts = List.copyOf(artifacts);
        history = List.copyOf(history);
    }
}
