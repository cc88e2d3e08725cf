package io.tandem.router.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a caller asks.
///
/// @param model a tier (`tandem/fast`, `tandem/deep`, `tandem/auto`) or a model's name
/// @param schema the answer is JSON of this schema
/// @param stream whether the answer streams, and whether its last piece tells the usage
public record ChatRequest(
        String model,
        List<ChatMessage> messages,
        List<ToolSpec> tools,
        ToolChoice toolChoice,
        @Nullable AnswerSchema schema,
        Sampling sampling,
        Stream stream) {

    /// How the model writes; null leaves it to the provider.
    public record Sampling(
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable Integer maxTokens,
            @Nullable Long seed,
            List<String> stop) {
        public Sampling {
            stop = List.copyOf(stop);
        }
    }

    public record Stream(boolean wanted, boolean includeUsage) {}

    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /// The text of the last message of that role, or nothing.
    public String last(ChatMessage.Role role) {
        for (ChatMessage message : messages.reversed()) {
            if (message.role() == role) {
                return message.text();
            }
        }
        return "";
    }

    public int characters() {
        return messages.stream().mapToInt(message -> message.text().length()).sum();
    }
}
