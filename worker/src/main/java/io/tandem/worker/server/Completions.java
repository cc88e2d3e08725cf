package io.tandem.worker.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.worker.engine.Cancel;
import io.tandem.worker.engine.Engine;
import io.tandem.worker.engine.Outcome;
import io.tandem.worker.engine.Prompt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// `POST /v1/chat/completions`: as OpenAI's, for plain turns, with `response_format: json_schema`, streaming or whole.
final class Completions {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_TOKENS = 2048;
    private static final int DEFAULT_TOKENS = 512;
    private static final int WAIT_MILLIS = 2000;
    private static final int READING_MILLIS = 10_000;

    /// Said by callers that no person waits for.
    private static final String BACKGROUND = "tandem-background";

    private final Engine engine;
    private final Turnstile turnstile;
    private final int context;

    /// @param context tokens of one conversation
    Completions(Engine engine, Turnstile turnstile, int context) {
        this.engine = engine;
        this.turnstile = turnstile;
        this.context = context;
    }

    void complete(Exchange exchange) throws IOException, InterruptedException {
        ObjectNode request;
        Prompt prompt;
        try {
            request = (ObjectNode) MAPPER.readTree(exchange.body());
            prompt = prompt(request);
        } catch (JsonProcessingException | ClassCastException | IllegalArgumentException e) {
            exchange.answer(400, error("invalid-request", "The request is not valid."));
            return;
        }
        int tokens = engine.tokens(engine.template(prompt));
        if (tokens + Math.min(prompt.maxTokens(), 64) > context) {
            exchange.answer(
                    400,
                    error(
                            "context-too-long",
                            "The conversation has " + tokens + " tokens; the local model holds " + context + "."));
            return;
        }
        Object ticket = turnstile.line(!exchange.header(BACKGROUND).equals("true"));
        if (ticket == null) {
            exchange.answer(429, error("model-busy", "Too many calls wait for the local model."));
            return;
        }
        Cancel cancel = new Cancel();
        exchange.onHangUp(cancel::cancel);
        boolean stream = request.path("stream").asBoolean(false);
        if (stream) {
            exchange.beginEvents();
        }
        if (!turn(ticket, exchange, cancel, stream)) {
            return;
        }
        try {
            if (stream) {
                stream(exchange, prompt, cancel);
            } else {
                whole(exchange, prompt, cancel);
            }
        } catch (UncheckedIOException e) {
            cancel.cancel(); // the caller is gone
        } finally {
            turnstile.leave();
        }
    }

    private boolean turn(Object ticket, Exchange exchange, Cancel cancel, boolean stream)
            throws IOException, InterruptedException {
        boolean mine = false;
        try {
            while (!cancel.cancelled()) {
                int position = turnstile.await(ticket, WAIT_MILLIS);
                if (position == 0) {
                    mine = true;
                    return true;
                }
                if (stream) {
                    exchange.comment("position " + position);
                }
            }
            return false;
        } finally {
            if (!mine) {
                turnstile.giveUp(ticket);
            }
        }
    }

    private void stream(Exchange exchange, Prompt prompt, Cancel cancel) throws IOException {
        String id = "chatcmpl-" + UUID.randomUUID();
        CountDownLatch begun = new CountDownLatch(1);
        Thread.ofVirtual().name("reading").start(() -> tellReading(exchange, begun));
        Outcome outcome;
        try {
            outcome = engine.complete(
                    prompt,
                    piece -> {
                        begun.countDown();
                        ObjectNode delta = MAPPER.createObjectNode().put("content", piece);
                        send(exchange, chunk(id, delta, null));
                        return !cancel.cancelled();
                    },
                    cancel);
        } finally {
            begun.countDown();
        }
        tell(outcome);
        if (cancel.cancelled()) {
            return;
        }
        exchange.event(chunk(id, MAPPER.createObjectNode(), reason(outcome)).toString());
        ObjectNode last = head(id, "chat.completion.chunk");
        last.putArray("choices");
        last.set("usage", usage(outcome));
        exchange.event(last.toString());
        exchange.event("[DONE]");
    }

    private void whole(Exchange exchange, Prompt prompt, Cancel cancel) throws IOException {
        StringBuilder text = new StringBuilder();
        Outcome outcome = engine.complete(
                prompt,
                piece -> {
                    text.append(piece);
                    return !cancel.cancelled();
                },
                cancel);
        tell(outcome);
        ObjectNode answer = head("chatcmpl-" + UUID.randomUUID(), "chat.completion");
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", text.toString());
        choice.put("finish_reason", reason(outcome));
        answer.set("usage", usage(outcome));
        exchange.answer(200, answer.toString());
    }

    /// A long prompt is read for minutes on a busy machine; whoever waits is told that somebody is there.
    private static void tellReading(Exchange exchange, CountDownLatch begun) {
        try {
            while (!begun.await(READING_MILLIS, TimeUnit.MILLISECONDS)) {
                exchange.comment("reading");
            }
        } catch (InterruptedException | IOException e) {
            // Nobody waits any more, which another thread notices.
        }
    }

    private static void tell(Outcome outcome) {
        System.out.printf(
                Locale.ROOT,
                "%s read %d tokens (about %d of them kept) in %.1f s, wrote %d in %.1f s%n",
                Instant.now(),
                outcome.promptTokens(),
                outcome.keptTokens(),
                outcome.took().reading() / 1e9,
                outcome.writtenTokens(),
                outcome.took().writing() / 1e9);
    }

    private static void send(Exchange exchange, ObjectNode chunk) {
        try {
            exchange.event(chunk.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(Outcome outcome) {
        return outcome.limited() ? "length" : "stop";
    }

    private static ObjectNode chunk(String id, ObjectNode delta, @org.jspecify.annotations.Nullable String reason) {
        ObjectNode chunk = head(id, "chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", reason);
        return chunk;
    }

    private static ObjectNode head(String id, String object) {
        return MAPPER.createObjectNode()
                .put("id", id)
                .put("object", object)
                .put("created", System.currentTimeMillis() / 1000)
                .put("model", "local");
    }

    private static ObjectNode usage(Outcome outcome) {
        return MAPPER.createObjectNode()
                .put("prompt_tokens", outcome.promptTokens())
                .put("completion_tokens", outcome.writtenTokens())
                .put("total_tokens", outcome.promptTokens() + outcome.writtenTokens());
    }

    static String error(String code, String message) {
        ObjectNode root = MAPPER.createObjectNode();
        root.putObject("error").put("message", message).put("code", code);
        return root.toString();
    }

    private static Prompt prompt(ObjectNode request) {
        List<Prompt.Turn> turns = new ArrayList<>();
        for (JsonNode message : request.path("messages")) {
            turns.add(new Prompt.Turn(
                    message.path("role").asText(), message.path("content").asText()));
        }
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("no messages");
        }
        JsonNode schema = request.path("response_format").path("json_schema").path("schema");
        List<String> stop = new ArrayList<>();
        request.path("stop").forEach(word -> stop.add(word.asText()));
        return new Prompt(
                turns,
                schema.isObject() ? schema.toString() : null,
                request.path("temperature").asDouble(0.3),
                request.path("top_p").asDouble(0.95),
                Math.clamp(request.path("max_tokens").asInt(DEFAULT_TOKENS), 1, MOST_TOKENS),
                request.path("seed").asInt(42),
                stop);
    }
}
