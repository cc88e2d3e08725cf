package io.tandem.cli.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tandem.cli.platform.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class OwnConnectionsTest {
    private HttpServer http;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/api/v1/connections", exchange -> {
            boolean isLater = exchange.getRequestURI().getQuery().contains("pageToken=tickets");
            byte[] page = (isLater
                            ? "{\"items\":[{\"connector\":\"wiki\"}],\"nextPageToken\":\"\"}"
                            : "{\"items\":[{\"connector\":\"tickets\"}],\"nextPageToken\":\"tickets\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    @Nested
    class GivenSeveralPages {
        @Test
        void areReadToTheEnd() {
            URI base = URI.create("http://127.0.0.1:" + http.getAddress().getPort());

            OwnConnections connections = OwnConnections.of(new Platform(base, () -> "a-token"));

            assertThat(connections.items()).hasSize(2);
            assertThat(connections.find("wiki")).isPresent();
            assertThat(connections.find("shop")).isEmpty();
        }
    }
}
