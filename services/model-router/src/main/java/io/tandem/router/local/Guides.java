package io.tandem.router.local;

import io.tandem.router.chat.ChatMessage;
import io.tandem.router.chat.ToolCall;
import io.tandem.router.chat.ToolSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Long results of tools that need no argument, such as a database's schema. They are the same for each question, so
/// they are told before it: the worker has read them already when the next question comes, and what a model needs for
/// its query stands close to it.
///
/// @param messages the conversation without those calls
/// @param told the newest result of each, by tool
record Guides(List<ChatMessage> messages, Map<String, String> told) {
    private static final int SHORTEST = 300;

    Guides {
        messages = List.copyOf(messages);
    }

    static Guides of(List<ChatMessage> messages, List<ToolSpec> tools) {
        Map<String, String> results = new HashMap<>();
        messages.stream()
                .filter(message -> message.role() == ChatMessage.Role.tool)
                .forEach(message -> results.put(String.valueOf(message.toolCallId()), message.text()));
        Map<String, String> told = new LinkedHashMap<>();
        Map<String, String> guides = new HashMap<>();
        for (ChatMessage message : messages) {
            for (ToolCall call : message.toolCalls()) {
                String result = results.getOrDefault(call.id(), "");
                if (isGuide(call, tools) && result.length() >= SHORTEST) {
                    told.put(call.name(), result);
                    guides.put(call.id(), call.name());
                }
            }
        }
        List<ChatMessage> rest = new ArrayList<>();
        for (ChatMessage message : messages) {
            boolean isTold = message.role() == ChatMessage.Role.tool && guides.containsKey(message.toolCallId());
            List<ToolCall> calls = message.toolCalls().stream()
                    .filter(call -> !guides.containsKey(call.id()))
                    .toList();
            boolean empty = calls.size() < message.toolCalls().size()
                    && calls.isEmpty()
                    && message.text().isBlank();
            if (!isTold && !empty) {
                rest.add(new ChatMessage(message.role(), message.text(), calls, message.toolCallId()));
            }
        }
        return new Guides(rest, told);
    }

    private static boolean isGuide(ToolCall call, List<ToolSpec> tools) {
        return tools.stream()
                .filter(tool -> tool.name().equals(call.name()))
                .anyMatch(tool -> tool.parameters().path("required").isEmpty());
    }
}
