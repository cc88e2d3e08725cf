package io.tandem.hub.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tandem.hub.egress.EgressDoor;
import io.tandem.hub.mcp.ToolAnswer.Refused;
import io.tandem.hub.sandbox.Sandbox;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class McpConnectionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = "{\"tools\":[{\"name\":\"echo\",\"description\":\"Says it again\","
            + "\"inputSchema\":{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"}}}}]}";
    private static final McpConnections.Bounds BOUNDS = new McpConnections.Bounds(Duration.ofSeconds(2), 100_000);

    private final McpConnections connections = connections("127.0.0.0/8");
    private final List<JsonNode> calls = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    private static McpConnections connections(String... allowed) {
        return new McpConnections(
                new Sandbox(() -> Path.of("none")), new EgressDoor(() -> Optional.of(List.of(allowed))));
    }

    /// An MCP server that answers sanely, until a tool is called.
    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mcp", this::answer);
        server.createContext("/closed", exchange -> refuse(exchange, 401, ""));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/mcp");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        end.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.sendResponseHeaders(405, -1);
            exchange.close();
            return;
        }
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        switch (request.path("method").asText()) {
            case "initialize" ->
                reply(
                        exchange,
                        request,
                        "{\"protocolVersion\":\""
                                + request.at("/params/protocolVersion").asText()
                                + "\",\"capabilities\":{\"tools\":{}},"
                                + "\"serverInfo\":{\"name\":\"test\",\"version\":\"1\"}}");
            case "tools/list" -> reply(exchange, request, LIST);
            case "tools/call" -> {
                calls.add(request);
                call(exchange, request);
            }
            default -> {
                exchange.sendResponseHeaders(202, -1);
                exchange.close();
            }
        }
    }

    private void call(HttpExchange exchange, JsonNode request) throws IOException {
        switch (request.at("/params/name").asText()) {
            case "echo" ->
                reply(
                        exchange,
                        request,
                        text(request.at("/params/arguments/text").asText(), false));
            case "fail" -> reply(exchange, request, text("no such customer", true));
            case "die" -> exchange.close();
            case "stranger" -> refuse(exchange, 401, "Bearer error=\"invalid_token\"");
            case "forbidden" -> refuse(exchange, 403, "");
            case "scope" ->
                refuse(
                        exchange,
                        403,
                        "Bearer error=\"insufficient_scope\", error_description=\"more\", scope=\"write admin\"");
            case "scope-of-a-stranger" ->
                refuse(
                        exchange,
                        403,
                        "Bearer error=\"insufficient_scope\", scope=\"" + ("x".repeat(300) + " ").repeat(20) + "\"");
            case "huge" -> pour(exchange);
            default -> awaitEnd();
        }
    }

    private static String text(String text, boolean failed) {
        return "{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}],\"isError\":" + failed + "}";
    }

    private static void refuse(HttpExchange exchange, int status, String challenge) throws IOException {
        if (!challenge.isEmpty()) {
            exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, JsonNode request, String result) throws IOException {
        byte[] body = ("{\"jsonrpc\":\"2.0\",\"id\":" + request.get("id") + ",\"result\":" + result + "}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Mcp-Session-Id", "s1");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /// 100 MB of an answer.
    private void pour(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        byte[] chunk = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 1_000; i++) {
                out.write(chunk);
                sent.addAndGet(chunk.length);
            }
        }
    }

    private Endpoint endpoint() {
        return new Endpoint.Http(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp"),
                "Authorization",
                () -> "Bearer t",
                false);
    }

    private ToolAnswer call(String tool) throws IOException {
        return call(connections, endpoint(), tool);
    }

    private static ToolAnswer call(McpConnections by, Endpoint endpoint, String tool) throws IOException {
        return by.call(
                endpoint,
                new McpConnections.Call(
                        tool, JSON.readTree("{\"text\":\"hello\"}"), Map.of("io.tandem/idempotency-key", "t1:7")),
                BOUNDS);
    }

    @Nested
    class GivenASaneServer {
        @Test
        void isListed() {
            assertThat(connections.list(endpoint(), Duration.ofSeconds(5)))
                    .extracting(ListedTool::name, ListedTool::description)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("echo", "Says it again"));
        }

        @Test
        void answersACallThatCarriesTheKey() throws IOException {
            assertThat(call("echo")).isEqualTo(new ToolAnswer.Answered(List.of("hello"), null, false));
            assertThat(calls)
                    .singleElement()
                    .extracting(call ->
                            call.at("/params/_meta/io.tandem~1idempotency-key").asText())
                    .isEqualTo("t1:7");
        }

        @Test
        void mayFailInItsOwnWords() throws IOException {
            assertThat(call("fail")).isEqualTo(new ToolAnswer.Answered(List.of("no such customer"), null, true));
        }
    }

    @Nested
    class GivenAnAddressThatNobodyAllowed {
        @Test
        void isNotConnectedTo() throws IOException {
            McpConnections strict = connections();

            assertThat(call(strict, endpoint(), "echo"))
                    .isInstanceOfSatisfying(ToolAnswer.Unavailable.class, gone -> assertThat(gone.reason())
                            .contains("127.0.0.1", "tandem.hub.egress.allow"));
            assertThatThrownBy(() -> strict.list(endpoint(), Duration.ofSeconds(5)))
                    .isInstanceOf(ConnectorUnavailable.class)
                    .hasMessageContaining("tandem.hub.egress.allow");
            assertThat(calls).isEmpty();
        }

        @Test
        void isConnectedToWhereTandemItselfIs() throws IOException {
            Endpoint.Http own = (Endpoint.Http) endpoint();

            assertThat(call(connections(), new Endpoint.Http(own.url(), own.header(), own.credential(), true), "echo"))
                    .isEqualTo(new ToolAnswer.Answered(List.of("hello"), null, false));
        }

        @Test
        void isNotReachedByARedirect() throws IOException {
            Endpoint.Http here = (Endpoint.Http) endpoint();
            Endpoint moved = new Endpoint.Http(here.url().resolve("/moved"), here.header(), here.credential(), false);

            assertThat(call(connections, moved, "echo")).isInstanceOf(ToolAnswer.Unavailable.class);
            assertThat(calls).isEmpty();
        }
    }

    @Nested
    class GivenAServerThatRefusesWhatItIsShown {
        @Test
        void saysThatItDoesNotTakeIt() throws IOException {
            assertThat(call("stranger")).isEqualTo(new Refused(Refused.Why.NOT_TAKEN, List.of()));
            assertThat(calls).as("it is not shown it twice").hasSize(1);
        }

        @Test
        void saysScopesInAFewPlainWords() throws IOException {
            assertThat(call("scope-of-a-stranger"))
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.scopes())
                            .hasSize(10)
                            .allSatisfy(scope -> assertThat(scope).hasSizeLessThan(110)));
        }

        @Test
        void saysWhichScopesItWants() throws IOException {
            assertThat(call("scope")).isEqualTo(new Refused(Refused.Why.INSUFFICIENT_SCOPE, List.of("write", "admin")));
        }

        @Test
        void saysThatItForbidsIt() throws IOException {
            assertThat(call("forbidden")).isEqualTo(new Refused(Refused.Why.FORBIDDEN, List.of()));
        }

        @Test
        void isNotListed() {
            Endpoint.Http here = (Endpoint.Http) endpoint();
            Endpoint closed = new Endpoint.Http(here.url().resolve("/closed"), here.header(), here.credential(), false);

            assertThatThrownBy(() -> connections.list(closed, Duration.ofSeconds(5)))
                    .isInstanceOfSatisfying(ConnectorUnavailable.class, gone -> assertThat(gone.refused())
                            .contains(new Refused(Refused.Why.NOT_TAKEN, List.of())));
        }
    }

    @Nested
    class GivenAToolThatMisbehaves {
        @Test
        void isLeftWhenItHangs() throws IOException {
            assertThat(call("hang")).isEqualTo(new ToolAnswer.TimedOut());
            assertThat(calls).hasSize(1);
        }

        @Test
        void isCutOffWhenItPoursOut() throws IOException {
            assertThat(call("huge")).isEqualTo(new ToolAnswer.TooLarge());
            assertThat(sent.get()).as("bytes sent before the cut").isLessThan(50_000_000);
            assertThat(calls).hasSize(1);
        }

        @Test
        void isCalledOnceWhenItDies() throws IOException {
            assertThat(call("die")).isInstanceOf(ToolAnswer.Unavailable.class);
            assertThat(calls).hasSize(1);
        }

        @Test
        void isUnavailableWhenNobodyListens() throws IOException {
            server.stop(0);
            assertThat(call("echo")).isInstanceOf(ToolAnswer.Unavailable.class);
        }
    }
}
