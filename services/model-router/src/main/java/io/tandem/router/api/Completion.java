package io.tandem.router.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.EventJson;
import io.tandem.router.call.Summary;
import io.tandem.router.chat.Delta;
import io.tandem.router.wire.ProviderJson;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// OpenAI's shapes of one answer: chunks of a stream, and the whole.
final class Completion {
    private final String id = "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
    private final long created = Instant.now().getEpochSecond();
    private final String model;

    /// @param model the name that the caller asked for
    Completion(String model) {
        this.model = model;
    }

    /// The first chunk, which names the role.
    ObjectNode role() {
        ObjectNode delta =
                ProviderJson.MAPPER.createObjectNode().put("role", "assistant").put("content", "");
        return chunk(delta, null);
    }

    ObjectNode piece(Delta delta) {
        ObjectNode node = ProviderJson.MAPPER.createObjectNode();
        return switch (delta) {
            case Delta.Text(String text) -> chunk(node.put("content", text), null);
            case Delta.ToolPiece piece -> {
                ObjectNode call = node.putArray("tool_calls").addObject().put("index", piece.index());
                if (piece.id() != null) {
                    call.put("id", piece.id()).put("type", "function");
                }
                ObjectNode function = call.putObject("function");
                if (piece.name() != null) {
                    function.put("name", piece.name());
                }
                function.put("arguments", piece.arguments());
                yield chunk(node, null);
            }
            case Delta.Finish(Delta.Reason reason) -> chunk(node, reason);
            case Delta.Tokens tokens -> throw new IllegalArgumentException("tokens are told at the end");
            case Delta.Note note -> throw new IllegalArgumentException("notes are told at the end");
        };
    }

    /// The last chunk, which has no choices.
    ObjectNode usage(Summary summary) {
        ObjectNode chunk = head("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", tokens(summary.tokens()));
        chunk.set("tandem", tandem(summary));
        return chunk;
    }

    ObjectNode whole(Answer answer, Summary summary) {
        ObjectNode whole = head("chat.completion");
        ObjectNode choice = whole.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        if (answer.text().isEmpty() && !answer.calls().isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", answer.text());
        }
        if (!answer.calls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            answer.calls().forEach(call -> calls.addObject()
                    .put("id", call.id())
                    .put("type", "function")
                    .putObject("function")
                    .put("name", call.name())
                    .put("arguments", call.arguments()));
        }
        choice.put("finish_reason", answer.reason().name());
        whole.set("usage", tokens(summary.tokens()));
        whole.set("tandem", tandem(summary));
        return whole;
    }

    /// What only Tandem tells.
    JsonNode tandem(Summary summary) {
        ObjectNode tandem = ProviderJson.MAPPER
                .createObjectNode()
                .put("provider", summary.provider())
                .put("model", summary.model())
                .put("tier", summary.tier())
                .put("callId", summary.callId());
        tandem.set("cost", EventJson.toTree(summary.cost()));
        if (!summary.note().isEmpty()) {
            tandem.put("note", summary.note());
        }
        return tandem;
    }

    private ObjectNode chunk(ObjectNode delta, Delta.@Nullable Reason reason) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", reason == null ? null : reason.name());
        return chunk;
    }

    private ObjectNode head(String object) {
        return ProviderJson.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    private static ObjectNode tokens(Delta.Tokens tokens) {
        ObjectNode usage = ProviderJson.MAPPER
                .createObjectNode()
                .put("prompt_tokens", tokens.input())
                .put("completion_tokens", tokens.output())
                .put("total_tokens", tokens.input() + tokens.output());
        usage.putObject("prompt_tokens_details").put("cached_tokens", tokens.cached());
        return usage;
    }
}
