package io.tandem.router.local;

import io.tandem.router.chat.ChatMessage;
import io.tandem.router.chat.ToolCall;
import io.tandem.router.chat.ToolSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What may be done after a call that failed: a small model would rather give up, or blame the tool. Twice it must try
/// again, and first let itself be told what the connector holds if it has not looked.
final class Mending {
    private static final int MOST_FAILURES = 2;

    /// How agent-runtime tells what a tool refused.
    private static final String FAILED = "tool-error:";

    private static final String OF_CONNECTOR = "__";

    private Mending() {}

    /// @param tools that may be called in this step
    /// @return those of them of which one must be called; empty where nothing is to be mended
    static List<ToolSpec> of(List<ChatMessage> messages, List<ToolSpec> tools) {
        if (messages.isEmpty() || !failed(messages.getLast()) || failures(messages) > MOST_FAILURES) {
            return List.of();
        }
        Map<String, String> names = new HashMap<>();
        messages.stream()
                .flatMap(message -> message.toolCalls().stream())
                .forEach((ToolCall call) -> names.put(call.id(), call.name()));
        String tool = names.getOrDefault(String.valueOf(messages.getLast().toolCallId()), "");
        int end = tool.indexOf(OF_CONNECTOR);
        if (end < 0) {
            return List.of();
        }
        String connector = tool.substring(0, end + OF_CONNECTOR.length());
        List<ToolSpec> same =
                tools.stream().filter(one -> one.name().startsWith(connector)).toList();
        List<ToolSpec> telling = same.stream()
                .filter(one -> !one.name().equals(tool))
                .filter(one -> one.parameters().path("required").isEmpty())
                .toList();
        return telling.isEmpty() ? same : telling;
    }

    private static boolean failed(ChatMessage message) {
        return message.role() == ChatMessage.Role.tool && message.text().startsWith(FAILED);
    }

    /// Since somebody said something.
    private static long failures(List<ChatMessage> messages) {
        long failures = 0;
        for (ChatMessage message : messages) {
            failures = message.role() == ChatMessage.Role.user ? 0 : failures + (failed(message) ? 1 : 0);
        }
        return failures;
    }
}
