package io.tandem.router.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message of a conversation.
///
/// @param text empty when an assistant only called tools
/// @param toolCallId with role TOOL: the call that this answers
public record ChatMessage(
        Role role,
        String text,
        List<ToolCall> toolCalls,
        @Nullable String toolCallId) {
    public enum Role {
        system,
        user,
        assistant,
        tool
    }

    public ChatMessage {
        toolCalls = List.copyOf(toolCalls);
    }

    public static ChatMessage of(Role role, String text) {
        return new ChatMessage(role, text, List.of(), null);
    }
}
