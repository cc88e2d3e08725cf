package io.tandem.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tools that behave well and tools that do not.
///
/// `record` honours idempotency keys: what comes again under a key it knows takes no effect again.
final class ToolServer extends OutsideSystem {
    static final long POURED = 100L * 1024 * 1024;

    private static final String KEY = "/params/_meta/io.tandem~1idempotency-key";
    private static final String RECORD =
            "\"of\":{\"type\":\"string\"},\"step\":{\"type\":\"string\"},\"amount\":{\"type\":\"string\"}";
    private static final List<String> TOOLS = List.of(
            tool("record", "Records something for good", RECORD),
            tool("hang", "Never answers", ""),
            tool("pour", "Answers with 100 MB", ""),
            tool("die", "Goes away in the middle of an answer", ""));

    private final CountDownLatch end = new CountDownLatch(1);
    private final long workMillis;

    /// Effects by idempotency key: the arguments that took effect.
    final Map<String, JsonNode> effects = new ConcurrentHashMap<>();

    /// Keys of all calls of `record`, repeats too.
    final List<String> calls = new CopyOnWriteArrayList<>();

    /// The one that the platform under test knows as connector `outside`, registered on first use.
    static ToolServer connected() {
        return Holder.CONNECTED;
    }

    private static final class Holder {
        static final ToolServer CONNECTED = connect();

        private static ToolServer connect() {
            return connectedTo(TandemUnderTest.running());
        }
    }

    /// One more, which that platform knows as connector `outside`.
    static ToolServer connectedTo(TandemUnderTest tandem) {
        ToolServer server = new ToolServer(150);
        new Agents(tandem).connect(server);
        return server;
    }

    /// @param workMillis how long `record` works before its effect is there, and as long again before it answers
    private ToolServer(long workMillis) {
        super("outside", TOOLS);
        this.workMillis = workMillis;
        open();
    }

    @Override
    void call(HttpExchange exchange, JsonNode request) throws IOException {
        switch (request.at("/params/name").asText()) {
            case "record" -> record(exchange, request);
            case "pour" -> pour(exchange);
            case "die" -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write("{\"jsonrpc\":\"2.0\",".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                exchange.close();
            }
            default -> pause(TimeUnit.HOURS.toMillis(1));
        }
    }

    private void record(HttpExchange exchange, JsonNode request) throws IOException {
        String key = request.at(KEY).asText();
        JsonNode arguments = request.at("/params/arguments");
        calls.add(key);
        pause(workMillis);
        JsonNode before = effects.putIfAbsent(key, arguments);
        if (before != null && !before.equals(arguments)) {
            throw new IllegalStateException("the key " + key + " came with other arguments");
        }
        pause(workMillis);
        reply(
                exchange,
                request,
                "{\"content\":[{\"type\":\"text\",\"text\":\"recorded under " + key + "\"}],\"isError\":false}");
    }

    private void pause(long millis) {
        try {
            end.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pour(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        byte[] chunk = "x".repeat(128 * 1024).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\""
                    .getBytes(StandardCharsets.UTF_8));
            for (long sent = 0; sent < POURED; sent += chunk.length) {
                out.write(chunk);
            }
        }
    }
}
