package io.tandem.router.scripted;

import io.tandem.router.chat.ChatMessage;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.Origin;
import io.tandem.router.chat.ToolCall;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a rule is matched against.
///
/// @param call which model call this is since the last user message, from 1
/// @param lastTool the tool whose result is the last message, or null
record Situation(
        String agent,
        String taskId,
        String lastUser,
        String system,
        int call,
        ChatMessage.Role last,
        @Nullable String lastTool,
        String lastToolResult,
        @Nullable String schema) {

    static Situation of(ChatRequest request, Origin origin) {
        ChatMessage last = request.messages().getLast();
        int call = 1;
        for (ChatMessage message : request.messages().reversed()) {
            if (message.role() == ChatMessage.Role.user) {
                break;
            }
            call += message.role() == ChatMessage.Role.assistant ? 1 : 0;
        }
        return new Situation(
                origin.agent() == null ? "" : origin.agent(),
                origin.taskId() == null ? "" : origin.taskId(),
                request.last(ChatMessage.Role.user),
                request.messages().stream()
                        .filter(message -> message.role() == ChatMessage.Role.system)
                        .map(ChatMessage::text)
                        .collect(Collectors.joining("\n")),
                call,
                last.role(),
                tool(request, last),
                request.last(ChatMessage.Role.tool),
                request.schema() == null ? null : request.schema().name());
    }

    private static @Nullable String tool(ChatRequest request, ChatMessage last) {
        if (last.toolCallId() == null) {
            return null;
        }
        for (ChatMessage message : request.messages().reversed()) {
            for (ToolCall call : message.toolCalls()) {
                if (call.id().equals(last.toolCallId())) {
                    return call.name();
                }
            }
        }
        return null;
    }

    /// Puts this conversation's texts where a template names them.
    String fill(String template) {
        if (!template.contains("{{")) {
            return template;
        }
        return template.replace("{{lastUser}}", lastUser)
                .replace("{{lastToolResult}}", lastToolResult)
                .replace("{{agent}}", agent)
                .replace("{{taskId}}", taskId)
                .replace("{{call}}", Integer.toString(call));
    }
}
