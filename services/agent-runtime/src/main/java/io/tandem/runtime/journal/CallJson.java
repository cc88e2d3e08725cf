package io.tandem.runtime.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.EventJson;
import io.tandem.events.Flow;
import io.tandem.events.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls of models and tools as JSON: flat, `callId`, `tool`, `arguments`, with content as MCP's list of parts.
/// Journals of the first builds, which nested them, are read too.
final class CallJson {
    private CallJson() {}

    static void put(ObjectNode json, Entry.ModelTurn turn) {
        json.put("callId", turn.callId())
                .put("provider", turn.provider())
                .put("model", turn.model())
                .put("tier", turn.tier())
                .put("text", turn.text());
        ArrayNode calls = json.putArray("toolCalls");
        for (Entry.ToolCall call : turn.tools()) {
            calls.addObject().put("id", call.id()).put("tool", call.tool()).set("arguments", call.arguments());
        }
        json.put("inputTokens", turn.tokens().input())
                .put("outputTokens", turn.tokens().output())
                .put("millis", turn.millis())
                .set("cost", EventJson.toTree(turn.cost()));
    }

    static Entry.ModelTurn turn(JsonNode json) {
        if (json.has("tokens")) {
            return EventJson.read(json, Entry.ModelTurn.class);
        }
        List<Entry.ToolCall> calls = new ArrayList<>();
        for (JsonNode call : json.get("toolCalls")) {
            calls.add(
                    new Entry.ToolCall(call.get("id").asText(), call.get("tool").asText(), argumentsOf(call)));
        }
        return new Entry.ModelTurn(
                json.get("callId").asText(),
                json.get("provider").asText(),
                json.get("model").asText(),
                json.get("tier").asText(),
                json.get("text").asText(),
                calls,
                new Entry.Tokens(
                        json.get("inputTokens").asLong(),
                        json.get("outputTokens").asLong()),
                EventJson.read(json.get("cost"), Money.class),
                json.get("millis").asLong());
    }

    static void put(ObjectNode json, Entry.ToolCall call) {
        json.put("callId", call.id()).put("tool", call.tool()).set("arguments", call.arguments());
    }

    static Entry.ToolCall call(JsonNode json) {
        return json.has("call")
                ? EventJson.read(json.get("call"), Entry.ToolCall.class)
                : new Entry.ToolCall(
                        json.get("callId").asText(), json.get("tool").asText(), argumentsOf(json));
    }

    static void put(ObjectNode json, Entry.ToolOutcome outcome) {
        json.put("callId", outcome.callId()).put("tool", outcome.tool()).put("status", outcome.status());
        json.putArray("content").addObject().put("type", "text").put("text", outcome.content());
        if (outcome.reason() != null) {
            json.put("reason", outcome.reason());
        }
        json.put("millis", outcome.millis());
        if (outcome.raises() != null) {
            json.set("raises", EventJson.toTree(outcome.raises()));
        }
    }

    static Entry.ToolOutcome outcome(JsonNode json) {
        JsonNode content = json.get("content");
        @Nullable JsonNode reason = json.get("reason");
        return new Entry.ToolOutcome(
                json.get("callId").asText(),
                json.get("tool").asText(),
                json.get("status").asText(),
                content.isTextual()
                        ? content.asText()
                        : content.path(0).path("text").asText(),
                reason == null ? null : reason.asText(),
                json.get("millis").asLong(),
                json.has("raises") ? EventJson.read(json.get("raises"), Flow.class) : null);
    }

    private static JsonNode argumentsOf(JsonNode call) {
        JsonNode arguments = call.get("arguments");
        return arguments == null ? JsonNodeFactory.instance.objectNode() : arguments;
    }
}
