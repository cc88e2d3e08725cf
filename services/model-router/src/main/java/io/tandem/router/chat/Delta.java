package io.tandem.router.chat;

import org.jspecify.annotations.Nullable;

/// A piece of a model's answer.
public sealed interface Delta {
    record Text(String text) implements Delta {}

    /// A piece of one tool call.
    ///
    /// @param index which call of this answer, from 0
    /// @param id on the first piece of a call only
    /// @param name on the first piece of a call only
    /// @param arguments the next characters of the JSON text
    record ToolPiece(
            int index, @Nullable String id, @Nullable String name, String arguments) implements Delta {}

    /// Tokens so far; a later one replaces an earlier one.
    ///
    /// @param cached of the input, those that the provider had already read
    record Tokens(long input, long cached, long output) implements Delta {
        public static final Tokens NONE = new Tokens(0, 0, 0);
    }

    /// Something the caller should know, such as that the conversation was shortened.
    record Note(String text) implements Delta {}

    /// The answer is whole.
    record Finish(Reason reason) implements Delta {}

    enum Reason {
        stop,
        length,
        tool_calls,
        content_filter
    }
}
