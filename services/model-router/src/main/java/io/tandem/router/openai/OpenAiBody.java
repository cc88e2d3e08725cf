package io.tandem.router.openai;

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

/// Writes a request as OpenAI's JSON.
final class OpenAiBody {
    private OpenAiBody() {}

    static byte[] of(ChatRequest request, String model, String limitField) {
        ObjectNode body = ProviderJson.MAPPER.createObjectNode();
        body.put("model", model).put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        ArrayNode messages = body.putArray("messages");
        request.messages().forEach(message -> messages.add(message(message)));
        if (!request.tools().isEmpty()) {
            ArrayNode tools = body.putArray("tools");
            request.tools().forEach(tool -> tools.add(tool(tool)));
            choice(body, request.toolChoice());
        }
        AnswerSchema schema = request.schema();
        if (schema != null) {
            ObjectNode format = body.putObject("response_format").put("type", "json_schema");
            format.putObject("json_schema").put("name", schema.name()).set("schema", schema.schema());
        }
        sampling(body, request.sampling(), limitField);
        return ProviderJson.write(body);
    }

    private static ObjectNode message(ChatMessage message) {
        ObjectNode node = ProviderJson.MAPPER.createObjectNode();
        node.put("role", message.role().name());
        if (message.text().isEmpty() && !message.toolCalls().isEmpty()) {
            node.putNull("content");
        } else {
            node.put("content", message.text());
        }
        if (message.toolCallId() != null) {
            node.put("tool_call_id", message.toolCallId());
        }
        if (!message.toolCalls().isEmpty()) {
            ArrayNode calls = node.putArray("tool_calls");
            for (ToolCall call : message.toolCalls()) {
                ObjectNode one = calls.addObject().put("id", call.id()).put("type", "function");
                one.putObject("function")
                        .put("name", ToolNames.sent(call.name()))
                        .put("arguments", call.arguments());
            }
        }
        return node;
    }

    private static ObjectNode tool(ToolSpec tool) {
        ObjectNode node = ProviderJson.MAPPER.createObjectNode().put("type", "function");
        node.putObject("function")
                .put("name", ToolNames.sent(tool.name()))
                .put("description", tool.description())
                .set("parameters", tool.parameters());
        return node;
    }

    private static void choice(ObjectNode body, ToolChoice choice) {
        switch (choice) {
            case ToolChoice.Auto auto -> body.put("tool_choice", "auto");
            case ToolChoice.None none -> body.put("tool_choice", "none");
            case ToolChoice.Required required -> body.put("tool_choice", "required");
            case ToolChoice.Named(String tool) ->
                body.putObject("tool_choice")
                        .put("type", "function")
                        .putObject("function")
                        .put("name", ToolNames.sent(tool));
        }
    }

    private static void sampling(ObjectNode body, ChatRequest.Sampling sampling, String limitField) {
        if (sampling.temperature() != null) {
            body.put("temperature", sampling.temperature());
        }
        if (sampling.topP() != null) {
            body.put("top_p", sampling.topP());
        }
        if (sampling.maxTokens() != null) {
            body.put(limitField, sampling.maxTokens());
        }
        if (sampling.seed() != null) {
            body.put("seed", sampling.seed());
        }
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = body.putArray("stop");
            sampling.stop().forEach(stop::add);
        }
    }
}
