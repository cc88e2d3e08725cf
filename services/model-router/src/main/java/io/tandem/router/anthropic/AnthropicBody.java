package io.tandem.router.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.router.chat.AnswerSchema;
import io.tandem.router.chat.ChatMessage;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.ToolCall;
import io.tandem.router.chat.ToolChoice;
import io.tandem.router.chat.ToolSpec;
import io.tandem.router.wire.ProviderJson;
import io.tandem.router.wire.ToolNames;
import org.jspecify.annotations.Nullable;

/// Writes a request as Anthropic's JSON: system text apart, tool results as user content, roles strictly in turn.
final class AnthropicBody {
    /// The tool that stands for a JSON schema of the answer.
    static final String ANSWER_TOOL = "tandem_answer";

    private static final int DEFAULT_MAX_TOKENS = 4096;

    private AnthropicBody() {}

    static byte[] of(ChatRequest request, String model) {
        ObjectNode body = ProviderJson.MAPPER.createObjectNode();
        Integer max = request.sampling().maxTokens();
        body.put("model", model).put("stream", true).put("max_tokens", max == null ? DEFAULT_MAX_TOKENS : max);
        StringBuilder system = new StringBuilder();
        ArrayNode messages = body.putArray("messages");
        for (ChatMessage message : request.messages()) {
            if (message.role() == ChatMessage.Role.system) {
                system.append(system.isEmpty() ? "" : "\n\n").append(message.text());
            } else {
                add(messages, message);
            }
        }
        if (!system.isEmpty()) {
            body.put("system", system.toString());
        }
        tools(body, request);
        if (request.sampling().temperature() != null) {
            body.put("temperature", Math.min(1.0, request.sampling().temperature()));
        }
        if (request.sampling().topP() != null) {
            body.put("top_p", request.sampling().topP());
        }
        if (!request.sampling().stop().isEmpty()) {
            ArrayNode stop = body.putArray("stop_sequences");
            request.sampling().stop().forEach(stop::add);
        }
        return ProviderJson.write(body);
    }

    private static void add(ArrayNode messages, ChatMessage message) {
        String role = message.role() == ChatMessage.Role.assistant ? "assistant" : "user";
        JsonNode last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
        ArrayNode content = last != null && last.path("role").asText().equals(role)
                ? (ArrayNode) last.path("content")
                : messages.addObject().put("role", role).putArray("content");
        if (message.role() == ChatMessage.Role.tool) {
            content.addObject()
                    .put("type", "tool_result")
                    .put("tool_use_id", message.toolCallId())
                    .put("content", message.text());
            return;
        }
        if (!message.text().isBlank()) {
            content.addObject().put("type", "text").put("text", message.text());
        }
        for (ToolCall call : message.toolCalls()) {
            content.addObject()
                    .put("type", "tool_use")
                    .put("id", call.id())
                    .put("name", ToolNames.sent(call.name()))
                    .set("input", object(call.arguments()));
        }
    }

    private static void tools(ObjectNode body, ChatRequest request) {
        AnswerSchema schema = request.schema();
        if (request.tools().isEmpty() && schema == null) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (ToolSpec tool : request.tools()) {
            ObjectNode node =
                    tools.addObject().put("name", ToolNames.sent(tool.name())).put("description", tool.description());
            node.set("input_schema", typed(tool.parameters()));
        }
        ObjectNode choice = body.putObject("tool_choice");
        if (schema != null) {
            ObjectNode node = tools.addObject()
                    .put("name", ANSWER_TOOL)
                    .put("description", "Gives the final answer. Call it as the last step.");
            node.set("input_schema", typed(schema.schema()));
        }
        switch (request.toolChoice()) {
            case ToolChoice.Named(String tool) -> choice.put("type", "tool").put("name", ToolNames.sent(tool));
            case ToolChoice.Required required -> choice.put("type", "any");
            case ToolChoice.Auto auto -> choose(choice, request, schema);
            case ToolChoice.None none -> choose(choice, request, schema);
        }
    }

    private static void choose(ObjectNode choice, ChatRequest request, @Nullable AnswerSchema schema) {
        if (schema != null && (request.tools().isEmpty() || request.toolChoice() instanceof ToolChoice.None)) {
            choice.put("type", "tool").put("name", ANSWER_TOOL);
        } else if (schema != null) {
            choice.put("type", "any");
        } else {
            choice.put("type", request.toolChoice() instanceof ToolChoice.None ? "none" : "auto");
        }
    }

    private static ObjectNode typed(ObjectNode schema) {
        return schema.has("type") ? schema : schema.deepCopy().put("type", "object");
    }

    private static JsonNode object(String arguments) {
        try {
            JsonNode node = ProviderJson.MAPPER.readTree(arguments);
            return node.isObject() ? node : ProviderJson.MAPPER.createObjectNode();
        } catch (JsonProcessingException e) {
            return ProviderJson.MAPPER.createObjectNode().put("unreadable", arguments);
        }
    }
}
