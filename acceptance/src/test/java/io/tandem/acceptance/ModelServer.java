package io.tandem.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tandem.a2a.A2aJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// An OpenAI-compatible server that answers well or badly, as the last user message asks for.
final class ModelServer implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch end = new CountDownLatch(1);

    ModelServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/models", this::models);
        server.createContext("/v1/chat/completions", this::complete);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }

    private void models(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                200,
                "application/json",
                "{\"object\":\"list\",\"data\":[{\"id\":\"moody-1\",\"object\":\"model\"}]}");
    }

    private void complete(HttpExchange exchange) throws IOException {
        JsonNode request = A2aJson.parse(exchange.getRequestBody().readAllBytes());
        String asked = "";
        for (JsonNode message : request.get("messages")) {
            if (message.get("role").asText().equals("user")) {
                asked = message.get("content").asText();
            }
        }
        switch (asked) {
            case "garbage" -> answer(exchange, 200, "text/event-stream", "data: <html>so sorry</html>\n\n");
            case "nonsense" -> answer(exchange, 200, "text/html", "<html>Welcome to the proxy</html>");
            case "429" -> answer(exchange, 429, "application/json", error("Rate limit reached"));
            case "500" -> answer(exchange, 500, "text/plain", "java.lang.NullPointerException at secret.Place");
            case "401" -> answer(exchange, 401, "application/json", error("Incorrect API key provided: the-key-of"));
            case "stall" -> stall(exchange);
            case "break" -> breakOff(exchange);
            default -> answer(exchange, 200, "text/event-stream", good("You said: " + asked));
        }
    }

    private static String error(String message) {
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"x\",\"code\":\"x\"}}";
    }

    private static String good(String text) {
        return piece("{\"role\":\"assistant\",\"content\":\"" + text + "\"}", "null")
                + piece("{}", "\"stop\"")
                + "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"moody-1\",\"choices\":[],"
                + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,\"total_tokens\":13}}\n\n"
                + "data: [DONE]\n\n";
    }

    private static String piece(String delta, String finish) {
        return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"moody-1\","
                + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}\n\n";
    }

    private void stall(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody()
                .write(piece("{\"role\":\"assistant\",\"content\":\"I begin and\"}", "null")
                        .getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static void breakOff(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 10_000);
        exchange.getResponseBody()
                .write(piece("{\"role\":\"assistant\",\"content\":\"I begin and\"}", "null")
                        .getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
