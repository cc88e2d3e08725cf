package io.tandem.router.local;

import io.tandem.router.chat.ChatMessage;
import io.tandem.router.chat.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tool calls and results as the plain turns of the decision protocol, which a model without tools can read.
final class PlainTurns {
    private PlainTurns() {}

    static List<ChatMessage> of(List<ChatMessage> messages) {
        Map<String, String> names = new HashMap<>();
        List<ChatMessage> plain = new ArrayList<>();
        for (ChatMessage message : messages) {
            switch (message.role()) {
                case tool ->
                    plain.add(ChatMessage.of(
                            ChatMessage.Role.user,
                            result(
                                    names.getOrDefault(String.valueOf(message.toolCallId()), "the tool"),
                                    message.text())));
                case assistant -> assistant(message, names, plain);
                case system, user -> plain.add(message);
            }
        }
        return plain;
    }

    private static void assistant(ChatMessage message, Map<String, String> names, List<ChatMessage> plain) {
        if (!message.text().isBlank()) {
            plain.add(ChatMessage.of(ChatMessage.Role.assistant, message.text()));
        }
        for (ToolCall call : message.toolCalls()) {
            names.put(call.id(), call.name());
            plain.add(ChatMessage.of(ChatMessage.Role.assistant, decision(call.name(), call.arguments())));
        }
    }

    static String decision(String tool, String arguments) {
        return "{\"tool\":\"" + tool + "\",\"arguments\":" + arguments + "}";
    }

    static String result(String tool, String text) {
        return "Result of " + tool + ":\n" + text;
    }
}
