package io.tandem.router.scripted;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// One rule of the file: when it fits, and what the model does then. The first rule that fits is taken.
record Rule(
        @Nullable When when, @Nullable Then then, @Nullable Integer times) {

    /// All that is given must fit.
    ///
    /// @param agent the agent's name
    /// @param text found in the last user message
    /// @param system found in the system messages
    /// @param call which model call since the last user message, from 1
    /// @param last role of the last message
    /// @param tool the tool whose result is the last message
    /// @param toolResult found in the last message, a tool's result
    /// @param schema name of the JSON schema that the answer is to follow
    /// @param tier the tier that is asked for
    record When(
            @Nullable String agent,
            @Nullable String text,
            @Nullable String system,
            @Nullable Integer call,
            @Nullable String last,
            @Nullable String tool,
            @Nullable String toolResult,
            @Nullable String schema,
            @Nullable String tier) {}

    /// @param text the answer; `json` is the same, written as YAML
    /// @param chunk characters a piece; without it a word a piece
    /// @param chunkDelay before each piece but the first
    /// @param delay before the first piece
    /// @param error a status that the model answers with instead
    /// @param garbage sends something that cannot be read
    /// @param stall begins, if there is text, and then says nothing more
    /// @param cut breaks off after the text
    /// @param obey calls what the newest messages order; the text is for when they order nothing
    record Then(
            @Nullable String text,
            @Nullable JsonNode json,
            @Nullable List<ToolUse> toolCalls,
            @Nullable Integer chunk,
            @Nullable Duration chunkDelay,
            @Nullable Duration delay,
            @Nullable Integer error,
            @Nullable Boolean garbage,
            @Nullable Boolean stall,
            @Nullable Boolean cut,
            @Nullable Boolean obey) {}

    record ToolUse(String tool, @Nullable JsonNode arguments) {}

    /// A pattern that is compiled once.
    static Pattern pattern(String where, String text) {
        try {
            return Pattern.compile(text, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(where + " is no regular expression: " + e.getDescription());
        }
    }

    /// The whole file.
    record File(List<Rule> rules) {
        @JsonCreator
        File {
            rules = rules == null ? List.of() : List.copyOf(rules);
        }
    }
}
