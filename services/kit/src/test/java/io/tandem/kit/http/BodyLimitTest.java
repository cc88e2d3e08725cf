package io.tandem.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.configuration.MemorySize;
import io.tandem.events.EventJson;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Over real HTTP: a body with its length announced, and one in chunks.
@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class BodyLimitTest {
    private static final int LIMIT = 100_000;
    private static Vertx vertx;
    private static HttpServer server;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        new BodyLimit(new MemorySize(BigInteger.valueOf(LIMIT))).add(router);
        router.route().handler(BodyHandler.create(false)).handler(context -> context.response()
                .end(Integer.toString(context.body().buffer().length())));
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static HttpResponse<byte[]> answer(HttpClient.Version version, BodyPublisher body)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
            URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/any");
            return client.send(HttpRequest.newBuilder(uri).POST(body).build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static BodyPublisher announced(int bytes) {
        return BodyPublishers.ofByteArray(new byte[bytes]);
    }

    private static BodyPublisher inChunks(int bytes) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[bytes]));
    }

    private static void assertRefused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = EventJson.read(answer.body(), JsonNode.class);
        assertThat(problem.get("type").asText()).endsWith("/too-large");
        assertThat(problem.get("detail").asText()).contains(Integer.toString(LIMIT));
    }

    @Nested
    class GivenABodyOverTheLimit {
        @Test
        void isRefusedByItsAnnouncedLength() throws Exception {
            assertRefused(answer(HttpClient.Version.HTTP_1_1, announced(10 * LIMIT)));
        }

        @Test
        void isRefusedWhenItComesInChunks() throws Exception {
            assertRefused(answer(HttpClient.Version.HTTP_1_1, inChunks(10 * LIMIT)));
        }

        @Test
        void isRefusedOverHttp2() throws Exception {
            assertRefused(answer(HttpClient.Version.HTTP_2, announced(10 * LIMIT)));
        }
    }

    @Nested
    class GivenABodyThatFits {
        @Test
        void isHandedOnWhole() throws Exception {
            assertThat(answer(HttpClient.Version.HTTP_1_1, announced(LIMIT)).body())
                    .asString()
                    .isEqualTo("100000");
        }

        @Test
        void isHandedOnWholeWhenItComesInChunks() throws Exception {
            assertThat(answer(HttpClient.Version.HTTP_1_1, inChunks(LIMIT)).body())
                    .asString()
                    .isEqualTo("100000");
        }
    }
}
