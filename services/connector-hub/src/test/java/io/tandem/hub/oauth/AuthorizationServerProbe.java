package io.tandem.hub.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tandem.hub.egress.EgressDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A tool server and its authorization server, at one address on this machine.
public final class AuthorizationServerProbe implements AutoCloseable {
    private final HttpServer http;
    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private final EgressDoor door = new EgressDoor(() -> Optional.of(List.of("127.0.0.0/8")));
    private final OutsideDocuments outside = new OutsideDocuments(door);

    /// Forms that were posted, with `path` and `authorization` beside their fields.
    public final List<Map<String, String>> posted = new CopyOnWriteArrayList<>();

    /// What the tool server says to a stranger; empty for nothing.
    public volatile String challenge = "";

    /// Happens while a post is answered.
    public volatile Runnable meanwhile = () -> {};

    /// What the next posts are answered with.
    public volatile int status = 200;

    public volatile String answer = "{}";

    public AuthorizationServerProbe() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("no port", e);
        }
        http.createContext("/", this::handle);
        http.start();
    }

    /// Serves a document; `ORIGIN` in it stands for this address.
    public AuthorizationServerProbe serve(String path, String json) {
        documents.put(path, json.replace("ORIGIN", origin()));
        return this;
    }

    /// Serves what a good pair of servers says: the tool server at `/mcp`, the authorization server `/realm`.
    public AuthorizationServerProbe good() {
        serve(
                "/.well-known/oauth-protected-resource/mcp",
                "{\"resource\":\"ORIGIN/mcp\",\"authorization_servers\":[\"ORIGIN/realm\"]}");
        return serve("/.well-known/oauth-authorization-server/realm", metadata());
    }

    /// What a good authorization server says.
    public static String metadata() {
        return "{\"issuer\":\"ORIGIN/realm\",\"authorization_endpoint\":\"ORIGIN/realm/auth\","
                + "\"token_endpoint\":\"ORIGIN/realm/token\",\"revocation_endpoint\":\"ORIGIN/realm/revoke\","
                + "\"code_challenge_methods_supported\":[\"S256\"],"
                + "\"authorization_response_iss_parameter_supported\":true}";
    }

    public String origin() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    public URI tools() {
        return URI.create(origin() + "/mcp");
    }

    public String issuer() {
        return origin() + "/realm";
    }

    public Discovery discovery() {
        return new Discovery(outside);
    }

    /// What is asked gives up that early.
    OutsideDocuments impatient() {
        return new OutsideDocuments(door, Duration.ofMillis(300));
    }

    /// A document that begins and does not end, until this is closed.
    URI endless() {
        http.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        });
        return URI.create(origin() + "/endless");
    }

    public AuthorizationServers servers() {
        return new AuthorizationServers(discovery(), outside);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("POST")) {
            Map<String, String> form =
                    form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            form.put("path", path);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            form.put("authorization", authorization == null ? "" : authorization);
            posted.add(form);
            meanwhile.run();
            end(exchange, status, answer);
        } else if (path.equals("/mcp")) {
            if (!challenge.isEmpty()) {
                exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
            }
            end(exchange, 401, "");
        } else {
            String document = documents.get(path);
            end(exchange, document == null ? 404 : 200, document == null ? "" : document);
        }
    }

    private static Map<String, String> form(String body) {
        return Stream.of(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0],
                        field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8),
                        (first, second) -> first + " and " + second,
                        HashMap::new));
    }

    private static void end(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
        door.close();
    }
}
