package io.tandem.hub.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.Flow;
import io.tandem.events.ToolRecord.Effect;
import io.tandem.hub.call.Decision.Connect;
import io.tandem.hub.connector.HubProblem;
import io.tandem.kit.problem.ProblemKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the runtime is told about a call.
///
/// @param status `ok`, `tool-error`, `denied`, `timeout`, `too-large`, `unavailable`, `not-connected`
/// @param problem slug of the problem's type, where it has one
/// @param connect what the person connects before the call can be made; null but for `not-connected`
/// @param reason in words, null where the content says it
/// @param effect null if there is no such tool
/// @param raises what reading it adds to what the tool's handling says; null for nothing
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer(
        String status,
        List<Text> content,
        @Nullable JsonNode structured,
        @Nullable String reason,
        @Nullable String problem,
        @Nullable Connect connect,
        long millis,
        @Nullable Effect effect,
        @Nullable Flow raises) {
    static final String OK = "ok";
    static final String TOOL_ERROR = "tool-error";
    static final String DENIED = "denied";
    static final String TIMEOUT = "timeout";
    static final String TOO_LARGE = "too-large";
    static final String UNAVAILABLE = "unavailable";
    static final String NOT_CONNECTED = "not-connected";

    public Answer {
        content = List.copyOf(content);
    }

    /// A part of MCP's content; only text is passed on.
    public record Text(String type, String text) {
        Text(String text) {
            this("text", text);
        }
    }

    static Answer without(String status, String reason, @Nullable Effect effect) {
        return new Answer(status, List.of(), null, reason, null, null, 0, effect, null);
    }

    /// A call that was denied for a reason that has a name.
    static Answer denied(ProblemKind problem, String reason, @Nullable Effect effect) {
        return new Answer(DENIED, List.of(), null, reason, problem.slug(), null, 0, effect, null);
    }

    /// A call that waits for its person.
    static Answer after(Connect connect, String reason, @Nullable Effect effect) {
        return new Answer(
                NOT_CONNECTED, List.of(), null, reason, HubProblem.NOT_CONNECTED.slug(), connect, 0, effect, null);
    }

    Answer after(long elapsed) {
        return new Answer(status, content, structured, reason, problem, connect, elapsed, effect, raises);
    }
}
