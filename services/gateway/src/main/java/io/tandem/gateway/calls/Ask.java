package io.tandem.gateway.calls;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Operation;
import io.tandem.events.AgentSight;
import io.tandem.kit.identity.Caller;
import org.jspecify.annotations.Nullable;

/// One operation that a caller asks of an agent.
///
/// @param taskId the task it is about, where there is one already
/// @param afterSeq on a stream: only what comes after that journal number
/// @param body the request's ProtoJSON, forwarded as it is
public record Ask(
        Operation operation,
        AgentSight agent,
        Caller caller,
        @Nullable String taskId,
        @Nullable Long afterSeq,
        Trace trace,
        byte[] body) {

    /// What travels beside the request.
    ///
    /// @param traceparent W3C Trace Context
    /// @param extensions the value of `A2A-Extensions`
    public record Trace(
            @Nullable String traceparent, @Nullable String extensions) {}

    /// Another operation about a task, for the same caller.
    Ask about(Operation other, String task, @Nullable Long after) {
        byte[] request = A2aJson.write(JsonNodeFactory.instance.objectNode().put("id", task));
        return new Ask(other, agent, caller, task, after, trace, request);
    }

    /// The same request as another operation.
    Ask as(Operation other) {
        return new Ask(other, agent, caller, taskId, afterSeq, trace, body);
    }
}
