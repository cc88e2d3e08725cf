package io.tandem.router.anthropic;

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

/// Reads Anthropic's events.
final class AnthropicStream implements DeltaStream {
    private final String provider;
    private final EventRequest request;
    private final ToolNames toolNames;
    private final Deque<Delta> waiting = new ArrayDeque<>();
    private long input;
    private long cached;
    private int calls;
    private boolean answering;
    private boolean ended;
    private Delta.@Nullable Finish finish;

    AnthropicStream(String provider, EventRequest request, ToolNames toolNames) {
        this.provider = provider;
        this.request = request;
        this.toolNames = toolNames;
    }

    @Override
    public @Nullable Delta next() {
        while (waiting.isEmpty() && !ended) {
            JsonNode event = request.next();
            if (event == null) {
                throw new ModelFailure(ModelProblem.CUT, provider + " ended its answer too early.");
            }
            read(event);
        }
        return waiting.poll();
    }

    private void read(JsonNode event) {
        switch (event.path("type").asText()) {
            case "message_start" -> start(event.path("message").path("usage"));
            case "content_block_start" -> block(event.path("content_block"));
            case "content_block_delta" -> piece(event.path("delta"));
            case "message_delta" -> finish(event);
            case "message_stop" -> {
                ended = true;
                waiting.add(finish == null ? new Delta.Finish(Delta.Reason.stop) : finish);
            }
            case "content_block_stop", "ping" -> {}
            case "" -> throw new ModelFailure(ModelProblem.GARBAGE, provider + " sent an event without a type.");
            default -> {} // the reference asks readers to ignore events that they do not know
        }
    }

    private void start(JsonNode usage) {
        cached = usage.path("cache_read_input_tokens").asLong();
        input = usage.path("input_tokens").asLong()
                + cached
                + usage.path("cache_creation_input_tokens").asLong();
        waiting.add(new Delta.Tokens(input, cached, usage.path("output_tokens").asLong()));
    }

    private void block(JsonNode block) {
        if (block.path("type").asText().equals("tool_use")) {
            String name = block.path("name").asText();
            answering = name.equals(AnthropicBody.ANSWER_TOOL);
            if (!answering) {
                waiting.add(new Delta.ToolPiece(calls++, block.path("id").asText(), toolNames.ours(name), ""));
            }
        } else if (!block.path("text").asText().isEmpty()) {
            waiting.add(new Delta.Text(block.path("text").asText()));
        }
    }

    private void piece(JsonNode delta) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> text(delta.path("text").asText());
            case "input_json_delta" -> {
                String json = delta.path("partial_json").asText();
                if (answering) {
                    text(json);
                } else if (!json.isEmpty()) {
                    waiting.add(new Delta.ToolPiece(Math.max(0, calls - 1), null, null, json));
                }
            }
            default -> {} // thinking and signatures are not for the caller
        }
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            waiting.add(new Delta.Text(text));
        }
    }

    private void finish(JsonNode event) {
        Delta.Reason reason =
                switch (event.path("delta").path("stop_reason").asText()) {
                    case "max_tokens" -> Delta.Reason.length;
                    case "refusal" -> Delta.Reason.content_filter;
                    case "tool_use" -> calls > 0 ? Delta.Reason.tool_calls : Delta.Reason.stop;
                    default -> Delta.Reason.stop;
                };
        finish = new Delta.Finish(reason);
        waiting.add(new Delta.Tokens(
                input, cached, event.path("usage").path("output_tokens").asLong()));
    }

    @Override
    public void close() {
        request.close();
    }
}
