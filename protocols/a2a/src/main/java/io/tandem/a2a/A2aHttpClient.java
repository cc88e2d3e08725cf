package io.tandem.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An A2A client for one agent over JSON-RPC and HTTP (specification 9). Blocking, safe for many threads.
///
/// Every method throws [A2aException]: the server's error as it came; UNAVAILABLE where no answer came at all;
/// DEADLINE_EXCEEDED where it came too late; INVALID_AGENT_RESPONSE where it is no A2A. Redirects are not followed: the
/// token is for this agent alone.
public final class A2aHttpClient implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final String EVENT_STREAM = "text/event-stream";

    private final HttpClient http;
    private final URI endpoint;
    private final Settings settings;

    /// How to call.
    ///
    /// @param bearer asked before each request; null sends no credential
    /// @param connectTimeout for the connection
    /// @param timeout for a whole unary answer, and for the head of a stream
    /// @param idleTimeout for the silence between two chunks of a stream, comments included
    /// @param extensions URIs to ask for
    public record Settings(
            @Nullable Supplier<String> bearer,
            Duration connectTimeout,
            Duration timeout,
            Duration idleTimeout,
            List<String> extensions) {
        public Settings {
            extensions = List.copyOf(extensions);
        }

        /// No credential; 5 seconds to connect, 60 for an answer, 5 minutes of silence.
        public static Settings defaults() {
            return new Settings(null, Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMinutes(5), List.of());
        }

        /// The same with this source of tokens.
        public Settings withBearer(Supplier<String> newBearer) {
            return new Settings(newBearer, connectTimeout, timeout, idleTimeout, extensions);
        }

        /// The same with these timeouts.
        public Settings withTimeouts(Duration newTimeout, Duration newIdleTimeout) {
            return new Settings(bearer, connectTimeout, newTimeout, newIdleTimeout, extensions);
        }
    }

    /// @param endpoint the URL of a card's `JSONRPC` interface
    public A2aHttpClient(URI endpoint, Settings settings) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// The agent's card as it is served, for reading and for [CardSignature#verify(JsonNode,
    /// java.util.function.Function)].
    ///
    /// @param base the agent's base URL; the well-known path is put behind it
    public JsonNode cardTree(URI base) {
        String root = base.toString().replaceAll("/+$", "");
        HttpRequest request = head(URI.create(root + AgentCard.WELL_KNOWN_PATH), JSON)
                .timeout(settings.timeout())
                .GET()
                .build();
        HttpResponse<byte[]> response = unary(request);
        if (response.statusCode() != 200) {
            throw refused(response.statusCode(), response.body());
        }
        try {
            return A2aJson.parse(response.body());
        } catch (A2aException e) {
            throw new A2aException(A2aError.INVALID_AGENT_RESPONSE, "The card is not JSON", Map.of(), e);
        }
    }

    /// The agent's card.
    public AgentCard card(URI base) {
        return JsonRpcResponse.result(JsonRpcRequest.NO_ID, cardTree(base)).as(AgentCard.class);
    }

    /// Sends a message and waits for the answer, at most the timeout.
    public SendMessageResponse send(SendMessageRequest request) {
        return call(Operation.SEND_MESSAGE, request, SendMessageResponse.class);
    }

    /// Sends a message and follows the task.
    public A2aStream stream(SendMessageRequest request) {
        return open(Operation.SEND_STREAMING_MESSAGE, request, null);
    }

    /// The task as it is now.
    public Task get(GetTaskRequest request) {
        return call(Operation.GET_TASK, request, Task.class);
    }

    /// One page of tasks.
    public ListTasksResponse list(ListTasksRequest request) {
        return call(Operation.LIST_TASKS, request, ListTasksResponse.class);
    }

    /// Asks for the end of a task; the answer tells how far that came.
    public Task cancel(CancelTaskRequest request) {
        return call(Operation.CANCEL_TASK, request, Task.class);
    }

    /// Follows a task that runs.
    ///
    /// @param lastEventId the id of the last event seen, for a server that can replay after it; else null
    public A2aStream subscribe(SubscribeToTaskRequest request, @Nullable String lastEventId) {
        return open(Operation.SUBSCRIBE_TO_TASK, request, lastEventId);
    }

    /// Any unary operation, for instance on push notification configs.
    ///
    /// @param request a record of the operation's request type
    /// @param type the operation's response type
    public <T> T call(Operation operation, Record request, Class<T> type) {
        HttpResponse<byte[]> response = unary(post(operation, request, JSON).build());
        if (response.statusCode() != 200) {
            throw refused(response.statusCode(), response.body());
        }
        if (type == Empty.class) {
            // Servers differ between `{}` and `null` here; both say done.
            JsonRpcResponse answer = JsonRpcResponse.parse(response.body());
            if (answer.error() == null) {
                return type.cast(new Empty());
            }
            throw answer.error();
        }
        return JsonRpcResponse.parse(response.body()).as(type);
    }

    private A2aStream open(Operation operation, Record request, @Nullable String lastEventId) {
        HttpRequest.Builder builder = post(operation, request, EVENT_STREAM + ", " + JSON);
        if (lastEventId != null) {
            builder.setHeader("Last-Event-ID", lastEventId);
        }
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = exchange(builder.build(), BodyHandlers.ofPublisher());
        A2aStream stream = new A2aStream(response.body(), settings.idleTimeout());
        String contentType =
                response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (response.statusCode() == 200 && contentType.startsWith(EVENT_STREAM)) {
            return stream;
        }
        try (stream) {
            byte[] body = stream.remaining();
            if (response.statusCode() != 200) {
                throw refused(response.statusCode(), body);
            }
            A2aException error = JsonRpcResponse.parse(body).error();
            throw error == null
                    ? new A2aException(A2aError.INVALID_AGENT_RESPONSE, "The answer is not a stream")
                    : error;
        }
    }

    private HttpRequest.Builder post(Operation operation, Record request, String accept) {
        byte[] body = JsonRpcRequest.write(UUID.randomUUID().toString(), operation, request);
        return head(endpoint, accept)
                .timeout(settings.timeout())
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofByteArray(body));
    }

    private HttpRequest.Builder head(URI uri, String accept) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(uri).header("Accept", accept).header(A2aVersion.HEADER, A2aVersion.CURRENT);
        if (!settings.extensions().isEmpty()) {
            builder.header(A2aVersion.EXTENSIONS_HEADER, String.join(",", settings.extensions()));
        }
        if (settings.bearer() != null) {
            builder.header("Authorization", "Bearer " + settings.bearer().get());
        }
        return builder;
    }

    private HttpResponse<byte[]> unary(HttpRequest request) {
        return exchange(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), A2aJson.MAX_BYTES));
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request, handler);
        try {
            // The request's own timeout ends with the head; this one is for the body too.
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new A2aException(A2aError.DEADLINE_EXCEEDED, A2aError.DEADLINE_EXCEEDED.title(), Map.of(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new A2aException(A2aError.UNAVAILABLE, "The call was interrupted", Map.of(), e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
    }

    /// The error of a call or stream that broke.
    static A2aException failed(Throwable cause) {
        return switch (cause) {
            case A2aException already -> already;
            case HttpConnectTimeoutException late ->
                new A2aException(A2aError.UNAVAILABLE, A2aError.UNAVAILABLE.title(), Map.of(), late);
            case HttpTimeoutException late ->
                new A2aException(A2aError.DEADLINE_EXCEEDED, A2aError.DEADLINE_EXCEEDED.title(), Map.of(), late);
            case IOException broken ->
                new A2aException(A2aError.UNAVAILABLE, A2aError.UNAVAILABLE.title(), Map.of(), broken);
            default -> new A2aException(A2aError.INTERNAL_ERROR, A2aError.INTERNAL_ERROR.title(), Map.of(), cause);
        };
    }

    private static A2aException refused(int status, byte[] body) {
        JsonNode tree;
        try {
            tree = A2aJson.parse(body);
        } catch (A2aException e) {
            return new A2aException(
                    A2aError.ofHttpStatus(status), "HTTP status " + status, Map.of("httpStatus", "" + status), e);
        }
        JsonNode error = tree.path("error");
        return error.path("code").asInt(0) < 0 ? A2aErrors.fromJsonRpc(error) : A2aErrors.fromHttpBody(status, tree);
    }

    /// Ends calls and streams of this client.
    @Override
    public void close() {
        http.shutdownNow();
    }
}
