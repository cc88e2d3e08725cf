package io.tandem.router.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.router.chat.Delta;
import io.tandem.router.chat.DeltaStream;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.ModelProblem;
import io.tandem.router.wire.EventRequest;
import io.tandem.router.wire.ToolNames;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Reads OpenAI's chunks. Some servers send the usage in the last chunk with a choice, some after it, some never.
final class OpenAiStream implements DeltaStream {
    private final String provider;
    private final EventRequest request;
    private final ToolNames names;
    private final Deque<Delta> waiting = new ArrayDeque<>();
    private Delta.@Nullable Finish finish;
    private boolean calledTools;
    private boolean ended;

    OpenAiStream(String provider, EventRequest request, ToolNames names) {
        this.provider = provider;
        this.request = request;
        this.names = names;
    }

    @Override
    public @Nullable Delta next() {
        while (waiting.isEmpty() && !ended) {
            JsonNode chunk = request.next();
            if (chunk == null) {
                end();
            } else {
                read(chunk);
            }
        }
        return waiting.poll();
    }

    private void end() {
        ended = true;
        if (finish == null) {
            throw new ModelFailure(ModelProblem.CUT, provider + " ended its answer too early.");
        }
        waiting.add(finish);
    }

    private void read(JsonNode chunk) {
        JsonNode choice = chunk.path("choices").path(0);
        if (!chunk.has("choices") && !chunk.has("usage")) {
            throw new ModelFailure(ModelProblem.GARBAGE, provider + " sent an event without choices.");
        }
        JsonNode delta = choice.path("delta");
        String text = delta.path("content").asText("");
        if (!text.isEmpty() && !delta.path("content").isNull()) {
            waiting.add(new Delta.Text(text));
        }
        for (JsonNode call : delta.path("tool_calls")) {
            tool(call);
        }
        JsonNode reason = choice.path("finish_reason");
        if (reason.isTextual() && finish == null) {
            finish = new Delta.Finish(reason(reason.asText()));
        }
        JsonNode usage = chunk.path("usage");
        if (usage.isObject()) {
            waiting.add(new Delta.Tokens(
                    usage.path("prompt_tokens").asLong(),
                    usage.path("prompt_tokens_details").path("cached_tokens").asLong(),
                    usage.path("completion_tokens").asLong()));
        }
    }

    private void tool(JsonNode call) {
        calledTools = true;
        JsonNode function = call.path("function");
        String name = textOrNull(function.path("name"));
        waiting.add(new Delta.ToolPiece(
                call.path("index").asInt(),
                textOrNull(call.path("id")),
                name == null ? null : names.ours(name),
                function.path("arguments").asText("")));
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty() ? node.asText() : null;
    }

    private Delta.Reason reason(String word) {
        return switch (word) {
            case "length" -> Delta.Reason.length;
            case "content_filter" -> Delta.Reason.content_filter;
            case "tool_calls", "function_call" -> Delta.Reason.tool_calls;
            default -> calledTools ? Delta.Reason.tool_calls : Delta.Reason.stop;
        };
    }

    @Override
    public void close() {
        request.close();
    }
}
