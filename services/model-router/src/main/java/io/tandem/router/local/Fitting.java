package io.tandem.router.local;

import io.tandem.router.chat.AnswerSchema;
import io.tandem.router.chat.ChatMessage;
import io.tandem.router.chat.ChatRequest;
import java.util.ArrayList;
import java.util.List;

/// Makes a request fit a small model: bounds on all that it writes, and no more conversation than it can hold.
final class Fitting {
    private static final double CHARACTERS_A_TOKEN = 3.2;
    private static final int CHAT_TOKENS = 500;
    private static final int JSON_TOKENS = 900;
    private static final double CHAT_TEMPERATURE = 0.3;
    private static final int LONGEST_RESULT = 3200;
    private static final int DECISION_OVERHEAD = 900;
    private static final String SHORTENED =
            "The conversation was longer than the local model can hold; its oldest part was left out.";

    private final int context;

    Fitting(int context) {
        this.context = context;
    }

    /// @param note what the caller should know, or nothing
    record Fitted(ChatRequest request, String note) {}

    /// A request whose tools, if any, are not to be used.
    Fitted plain(ChatRequest request) {
        AnswerSchema schema = request.schema();
        ChatRequest.Sampling given = request.sampling();
        int most = schema == null ? CHAT_TOKENS : JSON_TOKENS;
        Integer wanted = given.maxTokens();
        int tokens = Math.min(wanted == null ? most : wanted, context / 2);
        Double temperature = given.temperature() != null
                ? given.temperature()
                : Double.valueOf(schema == null ? CHAT_TEMPERATURE : 0.0);
        ChatRequest.Sampling sampling =
                new ChatRequest.Sampling(temperature, given.topP(), tokens, given.seed(), given.stop());
        AnswerSchema bounded =
                schema == null ? null : new AnswerSchema(schema.name(), SchemaBounds.of(schema.schema()));
        Shortened messages = shorten(request.messages(), context - tokens);
        return new Fitted(
                new ChatRequest(
                        request.model(),
                        PlainTurns.of(messages.messages()),
                        List.of(),
                        request.toolChoice(),
                        bounded,
                        sampling,
                        request.stream()),
                messages.note());
    }

    /// A request with tools: only its conversation is shortened.
    Fitted conversation(ChatRequest request) {
        int tools = request.tools().stream()
                .mapToInt(tool -> tool.description().length()
                        + tool.parameters().toString().length())
                .sum();
        int room = context - JSON_TOKENS - DECISION_OVERHEAD - (int) (tools / CHARACTERS_A_TOKEN);
        Shortened messages = shorten(request.messages(), Math.max(room, context / 4));
        return new Fitted(
                new ChatRequest(
                        request.model(),
                        messages.messages(),
                        request.tools(),
                        request.toolChoice(),
                        request.schema(),
                        request.sampling(),
                        request.stream()),
                messages.note());
    }

    private record Shortened(List<ChatMessage> messages, String note) {}

    /// Keeps the system messages and the newest of the others; a tool's result keeps its beginning.
    private static Shortened shorten(List<ChatMessage> messages, int tokens) {
        List<ChatMessage> cut = messages.stream().map(Fitting::cutResult).toList();
        double room = tokens * CHARACTERS_A_TOKEN;
        for (ChatMessage message : cut) {
            room -= message.role() == ChatMessage.Role.system ? size(message) : 0;
        }
        int lastUser = lastUser(cut);
        List<ChatMessage> kept = new ArrayList<>();
        boolean full = false;
        for (int i = cut.size() - 1; i >= 0; i--) {
            ChatMessage message = cut.get(i);
            if (message.role() == ChatMessage.Role.system || i == lastUser || i == cut.size() - 1) {
                kept.addFirst(message);
                room -= message.role() == ChatMessage.Role.system ? 0 : size(message);
            } else if (!full && size(message) <= room) {
                kept.addFirst(message);
                room -= size(message);
            } else {
                full = true;
            }
        }
        if (full) {
            dropHalfTurn(kept);
        }
        return new Shortened(kept, full || !cut.equals(messages) ? SHORTENED : "");
    }

    /// What is left begins with somebody's question.
    private static void dropHalfTurn(List<ChatMessage> kept) {
        int at = 0;
        while (at < kept.size() && kept.get(at).role() != ChatMessage.Role.user) {
            if (kept.get(at).role() == ChatMessage.Role.system) {
                at++;
            } else {
                kept.remove(at);
            }
        }
    }

    private static int lastUser(List<ChatMessage> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role() == ChatMessage.Role.user) {
                return i;
            }
        }
        return -1;
    }

    private static int size(ChatMessage message) {
        return message.text().length()
                + message.toolCalls().stream()
                        .mapToInt(call -> call.arguments().length())
                        .sum();
    }

    private static ChatMessage cutResult(ChatMessage message) {
        if (message.role() != ChatMessage.Role.tool || message.text().length() <= LONGEST_RESULT) {
            return message;
        }
        return new ChatMessage(
                message.role(),
                message.text().substring(0, LONGEST_RESULT) + "\n… (the rest of this result was left out)",
                message.toolCalls(),
                message.toolCallId());
    }
}
