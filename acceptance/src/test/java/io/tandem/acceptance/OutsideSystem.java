package io.tandem.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tandem.a2a.A2aJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;

/// A system of somebody else's: an MCP server over Streamable HTTP, outside the platform and its process.
abstract class OutsideSystem {
    static final String SECRET = "Bearer the-key-of-the-tool-server";

    private static final String OBJECT = "{\"type\":\"object\",\"properties\":{%s},\"additionalProperties\":false}";

    private final String name;
    private final List<String> tools;
    private final HttpServer server;

    /// @param tools as [#tool] writes them
    OutsideSystem(String name, List<String> tools) {
        this.name = name;
        this.tools = tools;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("no port for " + name, e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mcp", this::answer);
    }

    final void open() {
        server.start();
    }

    /// Serves a document beside the tools.
    final void serve(String path, String json) {
        server.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    final String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
    }

    /// Answers a call of a tool.
    abstract void call(HttpExchange exchange, JsonNode request) throws IOException;

    /// Whether the request shows a credential that holds here.
    boolean admits(HttpExchange exchange) {
        return SECRET.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    static String tool(String name, String description, String properties) {
        return "{\"name\":\"" + name + "\",\"description\":\"" + description + "\",\"inputSchema\":"
                + OBJECT.formatted(properties) + "}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            end(exchange, 405);
            return;
        }
        if (!admits(exchange)) {
            end(exchange, 401);
            return;
        }
        JsonNode request = A2aJson.parse(exchange.getRequestBody().readAllBytes());
        switch (request.path("method").asText()) {
            case "initialize" ->
                reply(
                        exchange,
                        request,
                        "{\"protocolVersion\":" + request.at("/params/protocolVersion")
                                + ",\"capabilities\":{\"tools\":{}},"
                                + "\"serverInfo\":{\"name\":\"" + name + "\",\"version\":\"1\"}}");
            case "tools/list" -> reply(exchange, request, "{\"tools\":[" + String.join(",", tools) + "]}");
            case "tools/call" -> call(exchange, request);
            default -> end(exchange, 202);
        }
    }

    static void reply(HttpExchange exchange, JsonNode request, String result) throws IOException {
        byte[] body = ("{\"jsonrpc\":\"2.0\",\"id\":" + request.get("id") + ",\"result\":" + result + "}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void end(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
