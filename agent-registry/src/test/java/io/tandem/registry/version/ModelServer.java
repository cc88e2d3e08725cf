package io.tandem.registry.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server of the shape of model-router and of the token endpoint; answers by the name of the step's schema.
public final class ModelServer {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();
    private static final List<JsonNode> ASKED = new CopyOnWriteArrayList<>();

    private ModelServer() {}

    /// What that step is answered until another answer is set; `first|second` answers once, then the second for good.
    public static void answer(String step, String content) {
        ANSWERS.put(step, content);
    }

    public static List<JsonNode> asked(String step) {
        return ASKED.stream().filter(body -> name(body).equals(step)).toList();
    }

    public static void forget() {
        ANSWERS.clear();
        ASKED.clear();
    }

    static String start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", ModelServer::handle);
            server.start();
            return "http://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().endsWith("/token")) {
                send(exchange, 200, Map.of("access_token", "t", "expires_in", 300, "token_type", "Bearer"));
                return;
            }
            JsonNode body = MAPPER.readTree(exchange.getRequestBody());
            ASKED.add(body);
            String answer = ANSWERS.get(name(body));
            if (answer == null) {
                send(exchange, 503, Map.of("error", Map.of("message", "no model is configured")));
                return;
            }
            int second = answer.indexOf('|');
            if (second >= 0) {
                ANSWERS.put(name(body), answer.substring(second + 1));
                answer = answer.substring(0, second);
            }
            send(exchange, 200, Map.of("choices", List.of(Map.of("message", Map.of("content", answer)))));
        }
    }

    private static String name(JsonNode body) {
        return body.path("response_format").path("json_schema").path("name").asText();
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = MAPPER.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
