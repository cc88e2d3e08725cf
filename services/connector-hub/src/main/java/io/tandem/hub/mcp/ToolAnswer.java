package io.tandem.hub.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a call of a tool ended.
public sealed interface ToolAnswer {

    /// The tool answered.
    ///
    /// @param failed the tool itself says that it failed
    record Answered(List<String> texts, @Nullable JsonNode structured, boolean failed) implements ToolAnswer {
        public Answered {
            texts = List.copyOf(texts);
        }
    }

    /// No answer in time; whether the tool did its work is unknown.
    record TimedOut() implements ToolAnswer {}

    /// The answer was cut off while it was read; the tool has probably done its work.
    record TooLarge() implements ToolAnswer {}

    /// The connector could not be reached, or went away before it answered.
    ///
    /// @param reason for people, without the words of an exception
    record Unavailable(String reason) implements ToolAnswer {}
}
