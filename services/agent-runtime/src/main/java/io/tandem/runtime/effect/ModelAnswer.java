package io.tandem.runtime.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.events.EventJson;
import io.tandem.events.Money;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.turn.FunctionNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A streamed chat completion as it is put together, chunk by chunk. For one thread. Its time counts from its making:
/// make it before the model is called.
///
/// Source: OpenAI chat completions, streaming; `tandem` is the router's addition on the last chunk.
final class ModelAnswer {
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final Consumer<String> deltas;
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, PartialCall> calls = new TreeMap<>();
    private final long began = System.nanoTime();
    private JsonNode usage = NOTHING;
    private JsonNode tandem = NOTHING;

    private static final class PartialCall {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
    }

    ModelAnswer(Consumer<String> deltas) {
        this.deltas = deltas;
    }

    void add(JsonNode chunk) {
        if (chunk.hasNonNull("usage")) {
            usage = chunk.get("usage");
        }
        if (chunk.hasNonNull("tandem")) {
            tandem = chunk.get("tandem");
        }
        JsonNode delta = chunk.path("choices").path(0).path("delta");
        String piece = delta.path("content").asText("");
        if (!piece.isEmpty()) {
            text.append(piece);
            deltas.accept(piece);
        }
        for (JsonNode call : delta.path("tool_calls")) {
            PartialCall partial = calls.computeIfAbsent(call.path("index").asInt(), index -> new PartialCall());
            if (call.hasNonNull("id")) {
                partial.id = call.get("id").asText();
            }
            partial.name += call.path("function").path("name").asText("");
            partial.arguments.append(call.path("function").path("arguments").asText(""));
        }
    }

    /// The turn as it is journaled.
    ///
    /// @param seq its number, which makes ids of calls unique in the task
    Entry.ModelTurn turn(long seq) {
        List<Entry.ToolCall> tools = new ArrayList<>();
        calls.forEach((index, call) -> tools.add(new Entry.ToolCall(
                "c" + seq + "-" + index, FunctionNames.tool(call.name), arguments(call.arguments.toString()))));
        JsonNode cost = tandem.path("cost");
        return new Entry.ModelTurn(
                tandem.path("callId").asText(""),
                tandem.path("provider").asText(""),
                tandem.path("model").asText(""),
                tandem.path("tier").asText(""),
                text.toString(),
                tools,
                new Entry.Tokens(
                        usage.path("prompt_tokens").asLong(),
                        usage.path("completion_tokens").asLong()),
                cost.isObject() ? EventJson.read(cost, Money.class) : Money.zero("EUR"),
                (System.nanoTime() - began) / 1_000_000);
    }

    /// Arguments that are no JSON object are kept as text, for the hub to refuse with its reason.
    private static JsonNode arguments(String text) {
        if (text.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return EventJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (IllegalArgumentException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }
}
