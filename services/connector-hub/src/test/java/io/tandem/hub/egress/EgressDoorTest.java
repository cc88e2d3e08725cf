package io.tandem.hub.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class EgressDoorTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            exchange.sendResponseHeaders(200, body.length() == 0 ? -1 : body.length());
            exchange.getResponseBody().write(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private static HttpResponse<String> post(EgressDoor door, String url, String body) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(door.proxy())
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            client.send(request, HttpResponse.BodyHandlers.ofString());
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private String url(String host) {
        return "http://" + host + ":" + server.getAddress().getPort() + "/mcp?a=1";
    }

    @Nested
    class GivenAHostThatIsAllowed {
        @Test
        void isReachedAtTheAddressThatWasLookedAt() throws Exception {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            try (EgressDoor door = new EgressDoor(
                    new Destinations(List.of("crm.example.com"), host -> new InetAddress[] {loopback}))) {
                HttpResponse<String> answer = post(door, url("crm.example.com"), "question");

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("question");
                assertThat(asked).containsExactly("POST /mcp?a=1 question", "POST /mcp?a=1 question");
            }
        }
    }

    @Nested
    class GivenANameThatChangesItsAddress {
        @Test
        void isRefusedOnceItIsPrivate() throws Exception {
            AtomicInteger lookups = new AtomicInteger();
            try (EgressDoor door = new EgressDoor(new Destinations(List.of(), host -> new InetAddress[] {
                lookups.getAndIncrement() == 0
                        ? InetAddress.ofLiteral("93.184.215.14")
                        : InetAddress.getLoopbackAddress()
            }))) {
                assertThat(door.refusal("rebind.example.com")).isEmpty();

                assertThat(post(door, url("rebind.example.com"), "x").statusCode())
                        .isEqualTo(403);
                assertThat(asked).isEmpty();
            }
        }
    }

    @Nested
    class GivenAPrivateAddress {
        @Test
        void isRefusedInATunnelToo() throws Exception {
            try (EgressDoor door = new EgressDoor(new Destinations(List.of(), InetAddress::getAllByName));
                    java.net.Socket client = new java.net.Socket()) {
                client.connect(
                        door.proxy().select(URI.create("http://x")).getFirst().address());
                client.getOutputStream()
                        .write(("CONNECT 127.0.0.1:" + server.getAddress().getPort() + " HTTP/1.1\r\n\r\n").getBytes());

                assertThat(new String(client.getInputStream().readAllBytes())).startsWith("HTTP/1.1 403");
            }
        }
    }
}
