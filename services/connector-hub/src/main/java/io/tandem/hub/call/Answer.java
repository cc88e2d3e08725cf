package io.tandem.hub.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.Flow;
import io.tandem.events.ToolRecord.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the runtime is told about a call.
///
/// @param status `ok`, `tool-error`, `denied`, `timeout`, `too-large`, `unavailable`
/// @param reason in words, null where the content says it
/// @param effect null if there is no such tool
/// @param raises what reading it adds to what the tool's handling says; null for nothing
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer(
        String status,
        List<Text> content,
        @Nullable JsonNode structured,
        @Nullable String reason,
        long millis,
        @Nullable Effect effect,
        @Nullable Flow raises) {
    static final String OK = "ok";
    static final String TOOL_ERROR = "tool-error";
    static final String DENIED = "denied";
    static final String TIMEOUT = "timeout";
    static final String TOO_LARGE = "too-large";
    static final String UNAVAILABLE = "unavailable";

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
        return new Answer(status, List.of(), null, reason, 0, effect, null);
    }

    Answer after(long elapsed) {
        return new Answer(status, content, structured, reason, elapsed, effect, raises);
    }
}
