package io.tandem.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class A2aHttpClientTest {
    private record Seen(Headers headers, JsonRpcRequest request) {}

    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private HttpServer server;
    private A2aHttpClient client;
    private volatile int status = 200;
    private volatile String contentType = "application/json";
    private volatile String body = "";
    private volatile boolean hang;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/agent", this::answer);
        server.start();
        client = new A2aHttpClient(
                base(),
                A2aHttpClient.Settings.defaults()
                        .withBearer(() -> "tok")
                        .withTimeouts(Duration.ofSeconds(10), Duration.ofMillis(300)));
    }

    @AfterEach
    void stop() {
        released.countDown();
        client.close();
        server.stop(0);
    }

    private URI base() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/agent");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            if (request.length > 0) {
                seen.add(new Seen(exchange.getRequestHeaders(), JsonRpcRequest.parse(request)));
            }
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            if (hang) {
                released.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String result(Object value) {
        return new String(JsonRpcResponse.result(JsonRpcRequest.NO_ID, value).bytes(), StandardCharsets.UTF_8);
    }

    private static A2aError errorOf(Throwable thrown) {
        return ((A2aException) thrown).error();
    }

    @Nested
    class GivenAUnaryCall {
        @Test
        void sendsTheRequestWithItsParameters() throws InterruptedException {
            body = result(new SendMessageResponse.OfTask(Samples.task()));

            SendMessageResponse answer = client.send(SendMessageRequest.of(Message.user("m", "hi")));

            assertThat(answer).isEqualTo(new SendMessageResponse.OfTask(Samples.task()));
            Seen request = seen.take();
            assertThat(request.request().operation()).isEqualTo(Operation.SEND_MESSAGE);
            assertThat(request.headers().getFirst("A2A-Version")).isEqualTo("1.0");
            assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer tok");
        }

        @Test
        void readsTheCard() {
            body = new String(A2aJson.write(Samples.card()), StandardCharsets.UTF_8);

            assertThat(client.card(base())).isEqualTo(Samples.card());
        }

        @Test
        void deletesWhetherTheAnswerIsNullOrEmpty() {
            DeleteTaskPushNotificationConfigRequest request =
                    new DeleteTaskPushNotificationConfigRequest(null, "t", "p");
            body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}";

            assertThat(client.call(Operation.DELETE_TASK_PUSH_NOTIFICATION_CONFIG, request, Empty.class))
                    .isEqualTo(new Empty());
        }

        @Test
        void throwsTheServersError() {
            body = new String(
                    JsonRpcResponse.error(JsonRpcRequest.NO_ID, A2aException.taskNotFound("t"))
                            .bytes(),
                    StandardCharsets.UTF_8);

            assertThatThrownBy(() -> client.get(new GetTaskRequest(null, "t", null)))
                    .satisfies(e -> assertThat(errorOf(e)).isEqualTo(A2aError.TASK_NOT_FOUND));
        }

        @Test
        void tellsRefusalsGarbageAndRedirectsApart() {
            status = 401;
            assertThatThrownBy(() -> client.list(ListTasksRequest.all()))
                    .satisfies(e -> assertThat(errorOf(e)).isEqualTo(A2aError.UNAUTHENTICATED));
            status = 307;
            assertThatThrownBy(() -> client.list(ListTasksRequest.all()))
                    .satisfies(e -> assertThat(errorOf(e)).isEqualTo(A2aError.INVALID_AGENT_RESPONSE));
            status = 200;
            body = "<html>";
            assertThatThrownBy(() -> client.cancel(new CancelTaskRequest(null, "t", null)))
                    .satisfies(e -> assertThat(errorOf(e)).isEqualTo(A2aError.INVALID_AGENT_RESPONSE));
        }

        @Test
        void tellsWhenNobodyAnswers() {
            server.stop(0);

            assertThatThrownBy(() -> client.get(new GetTaskRequest(null, "t", null)))
                    .satisfies(e -> assertThat(errorOf(e)).isEqualTo(A2aError.UNAVAILABLE));
        }

        @Test
        void givesUpOnABodyThatNeverEnds() {
            hang = true;
            try (A2aHttpClient hasty = new A2aHttpClient(
                    base(),
                    A2aHttpClient.Settings.defaults().withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(1)))) {
                assertThatThrownBy(() -> hasty.get(new GetTaskRequest(null, "t", null)))
                        .satisfies(e -> assertThat(errorOf(e)).isEqualTo(A2aError.DEADLINE_EXCEEDED));
            }
        }
    }

    @Nested
    class GivenAStream {
        private final StreamResponse first = new StreamResponse.OfTask(Samples.task());
        private final StreamResponse second =
                new StreamResponse.OfStatus(new TaskStatusUpdateEvent("t1", "c1", Samples.status(), null));

        @BeforeEach
        void prepare() {
            contentType = "text/event-stream;charset=utf-8";
            body = "id: 1\ndata: " + result(first) + "\n\n: ping\n\nid: 2\ndata: " + result(second) + "\n\n";
        }

        @Test
        void givesTheEventsInOrder() {
            List<A2aStream.Event> events = new ArrayList<>();

            client.stream(SendMessageRequest.of(Message.user("m", "hi"))).forEach(events::add);

            assertThat(events).containsExactly(new A2aStream.Event("1", first), new A2aStream.Event("2", second));
        }

        @Test
        void sendsTheLastEventId() throws InterruptedException {
            client.subscribe(new SubscribeToTaskRequest(null, "t1"), "41").close();

            assertThat(seen.take().headers().getFirst("Last-Event-ID")).isEqualTo("41");
        }

        @Test
        void endsWhenItIsClosed() {
            hang = true;
            A2aStream stream = client.stream(SendMessageRequest.of(Message.user("m", "hi")));
            A2aStream.Event event = stream.next();
            stream.next();

            stream.close();

            assertThat(event.response()).isEqualTo(first);
            assertThat(stream.hasNext()).isFalse();
        }

        @Test
        void givesUpOnSilence() {
            hang = true;
            try (A2aStream stream = client.stream(SendMessageRequest.of(Message.user("m", "hi")))) {
                stream.next();
                stream.next();

                assertThatThrownBy(stream::hasNext)
                        .satisfies(e -> assertThat(errorOf(e)).isEqualTo(A2aError.DEADLINE_EXCEEDED));
            }
        }

        @Test
        void throwsAnErrorThatComesInPlaceOfTheStream() {
            contentType = "application/json";
            body = new String(
                    JsonRpcResponse.error(JsonRpcRequest.NO_ID, new A2aException(A2aError.UNSUPPORTED_OPERATION))
                            .bytes(),
                    StandardCharsets.UTF_8);

            assertThatThrownBy(() -> client.subscribe(new SubscribeToTaskRequest(null, "t1"), null))
                    .satisfies(e -> assertThat(errorOf(e)).isEqualTo(A2aError.UNSUPPORTED_OPERATION));
        }
    }
}
