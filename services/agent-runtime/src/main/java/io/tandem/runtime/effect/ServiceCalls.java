package io.tandem.runtime.effect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.runtime.activation.Abort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// HTTP calls from the runtime to other services, under its own identity.
public final class ServiceCalls {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI base;
    private final Supplier<String> token;

    /// @param base where the services are, such as `http://127.0.0.1:8080`
    /// @param token the runtime's access token
    public ServiceCalls(URI base, Supplier<String> token) {
        this.base = base;
        this.token = token;
    }

    /// A request to another service.
    ///
    /// @param headers besides those of every call
    /// @param timeout for the head of the answer
    record Request(String path, Map<String, String> headers, JsonNode body, Duration timeout) {}

    /// Posts JSON.
    <T> HttpResponse<T> post(Request request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return http.send(ready(request), handler);
    }

    /// The same, given up at once when the abort is asked for: the connection is closed then, also before any answer.
    ///
    /// @throws IOException also when it was given up
    <T> HttpResponse<T> post(Request request, HttpResponse.BodyHandler<T> handler, Abort abort)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(ready(request), handler);
        abort.onAbort(() -> answer.cancel(true));
        try {
            return answer.get();
        } catch (CancellationException e) {
            throw new IOException("given up", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getMessage(), e.getCause());
        }
    }

    private HttpRequest ready(Request request) throws IOException {
        HttpRequest.Builder post = HttpRequest.newBuilder(base.resolve(request.path()))
                .timeout(request.timeout())
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + bearer())
                .POST(HttpRequest.BodyPublishers.ofString(request.body().toString()));
        request.headers().forEach(post::header);
        return post.build();
    }

    /// Without a token nothing is sent, which is told like any other failure to connect.
    private String bearer() throws IOException {
        try {
            return token.get();
        } catch (RuntimeException e) {
            throw new IOException("no access token can be had now", e);
        }
    }
}
