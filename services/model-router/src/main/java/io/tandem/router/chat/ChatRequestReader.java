package io.tandem.router.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.router.chat.ChatRequest.Sampling;
import io.tandem.router.chat.ChatRequest.Stream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the body of `POST /v1/chat/completions`, OpenAI's chat completions. What would be ignored silently and changes
/// the answer is an error with its path; what only concerns OpenAI's own bookkeeping is let through.
public final class ChatRequestReader {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> KNOWN = Set.of(
            "model",
            "messages",
            "tools",
            "tool_choice",
            "response_format",
            "temperature",
            "top_p",
            "max_tokens",
            "max_completion_tokens",
            "seed",
            "stop",
            "stream",
            "stream_options",
            "n",
            "parallel_tool_calls",
            "reasoning_effort",
            "user",
            "metadata",
            "store",
            "service_tier");
    private static final int MOST_TOOLS = 128;

    private ChatRequestReader() {}

    /// @throws ModelFailure if the body is not a request that can be answered
    public static ChatRequest read(byte[] body) {
        JsonNode root;
        try {
            root = MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ModelFailure(ModelProblem.INVALID, "The body cannot be read as JSON.");
        } catch (IOException e) {
            throw new ModelFailure(ModelProblem.INVALID, "The body cannot be read.");
        }
        if (!(root instanceof ObjectNode request)) {
            throw new ModelFailure(ModelProblem.INVALID, "The body is not a JSON object.");
        }
        request.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw ModelFailure.invalid(name, "There is no such field, or it is not offered.");
            }
        });
        if (request.path("n").asInt(1) != 1) {
            throw ModelFailure.invalid("n", "One answer a request.");
        }
        boolean stream = request.path("stream").asBoolean(false);
        return new ChatRequest(
                text(request, "model", "model"),
                messages(request.path("messages")),
                tools(request.path("tools")),
                choice(request.path("tool_choice")),
                schema(request.path("response_format")),
                sampling(request),
                new Stream(
                        stream,
                        request.path("stream_options").path("include_usage").asBoolean(false)));
    }

    private static List<ChatMessage> messages(JsonNode list) {
        if (!list.isArray() || list.isEmpty()) {
            throw ModelFailure.invalid("messages", "At least one message is required.");
        }
        List<ChatMessage> messages = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            messages.add(message(list.get(i), "messages[" + i + "]"));
        }
        return messages;
    }

    private static ChatMessage message(JsonNode node, String path) {
        ChatMessage.Role role =
                switch (text(node, "role", path + ".role")) {
                    case "system", "developer" -> ChatMessage.Role.system;
                    case "user" -> ChatMessage.Role.user;
                    case "assistant" -> ChatMessage.Role.assistant;
                    case "tool" -> ChatMessage.Role.tool;
                    default ->
                        throw ModelFailure.invalid(path + ".role", "It is system, developer, user, assistant or tool.");
                };
        List<ToolCall> calls = new ArrayList<>();
        JsonNode given = node.path("tool_calls");
        for (int i = 0; i < given.size(); i++) {
            String at = path + ".tool_calls[" + i + "]";
            JsonNode function = given.get(i).path("function");
            calls.add(new ToolCall(
                    text(given.get(i), "id", at + ".id"),
                    text(function, "name", at + ".function.name"),
                    function.path("arguments").asText("{}")));
        }
        String content = content(node.path("content"), path + ".content");
        if (content == null && calls.isEmpty()) {
            throw ModelFailure.invalid(path + ".content", "A message without tool calls needs content.");
        }
        String answers = role == ChatMessage.Role.tool ? text(node, "tool_call_id", path + ".tool_call_id") : null;
        return new ChatMessage(role, content == null ? "" : content, calls, answers);
    }

    private static @Nullable String content(JsonNode content, String path) {
        if (content.isMissingNode() || content.isNull()) {
            return null;
        }
        if (content.isTextual()) {
            return content.asText();
        }
        if (!content.isArray()) {
            throw ModelFailure.invalid(path, "It is text, or a list of parts.");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < content.size(); i++) {
            JsonNode part = content.get(i);
            if (!part.path("type").asText().equals("text")) {
                throw ModelFailure.invalid(path + "[" + i + "].type", "Only parts of type text are offered.");
            }
            text.append(text.isEmpty() ? "" : "\n").append(part.path("text").asText());
        }
        return text.toString();
    }

    private static List<ToolSpec> tools(JsonNode list) {
        List<ToolSpec> tools = new ArrayList<>();
        if (list.size() > MOST_TOOLS) {
            throw ModelFailure.invalid("tools", "At most " + MOST_TOOLS + " tools a request.");
        }
        for (int i = 0; i < list.size(); i++) {
            String path = "tools[" + i + "]";
            if (!list.get(i).path("type").asText("function").equals("function")) {
                throw ModelFailure.invalid(path + ".type", "Only function is offered.");
            }
            JsonNode function = list.get(i).path("function");
            ObjectNode parameters = function.get("parameters") instanceof ObjectNode given
                    ? given
                    : JsonNodeFactory.instance.objectNode().put("type", "object");
            tools.add(new ToolSpec(
                    text(function, "name", path + ".function.name"),
                    function.path("description").asText(""),
                    parameters));
        }
        return tools;
    }

    private static ToolChoice choice(JsonNode choice) {
        if (choice.isObject()) {
            return new ToolChoice.Named(text(choice.path("function"), "name", "tool_choice.function.name"));
        }
        return switch (choice.asText("auto")) {
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            case "auto", "null" -> new ToolChoice.Auto();
            default -> throw ModelFailure.invalid("tool_choice", "It is auto, none, required, or names a function.");
        };
    }

    private static @Nullable AnswerSchema schema(JsonNode format) {
        if (format.isMissingNode() || format.isNull()) {
            return null;
        }
        return switch (format.path("type").asText()) {
            case "text" -> null;
            case "json_object" ->
                new AnswerSchema("answer", JsonNodeFactory.instance.objectNode().put("type", "object"));
            case "json_schema" -> {
                JsonNode named = format.path("json_schema");
                if (!(named.get("schema") instanceof ObjectNode schema)) {
                    throw ModelFailure.invalid("response_format.json_schema.schema", "A JSON schema is required.");
                }
                yield new AnswerSchema(named.path("name").asText("answer"), schema);
            }
            default -> throw ModelFailure.invalid("response_format.type", "It is text, json_object or json_schema.");
        };
    }

    private static Sampling sampling(ObjectNode request) {
        List<String> stop = new ArrayList<>();
        JsonNode given = request.path("stop");
        if (given.isTextual()) {
            stop.add(given.asText());
        }
        given.forEach(word -> stop.add(word.asText()));
        JsonNode max = request.hasNonNull("max_completion_tokens")
                ? request.path("max_completion_tokens")
                : request.path("max_tokens");
        if (max.isNumber() && max.asInt() < 1) {
            throw ModelFailure.invalid("max_tokens", "At least 1.");
        }
        return new Sampling(
                number(request, "temperature"),
                number(request, "top_p"),
                max.isNumber() ? max.asInt() : null,
                request.path("seed").isIntegralNumber() ? request.path("seed").asLong() : null,
                stop);
    }

    private static @Nullable Double number(ObjectNode request, String field) {
        JsonNode value = request.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > 2) {
            throw ModelFailure.invalid(field, "A number from 0 to 2.");
        }
        return value.asDouble();
    }

    private static String text(JsonNode node, String field, String path) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw ModelFailure.invalid(path, "This field is required.");
        }
        return value.asText();
    }
}
