package io.tandem.runtime.effect;

import io.tandem.runtime.activation.Abort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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

    /// Posts JSON; the timeout is for the head of the answer.
    <T> HttpResponse<T> post(
            String path,
            Map<String, String> headers,
            byte[] body,
            Duration timeout,
            HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return http.send(request(path, headers, body, timeout), handler);
    }

    /// The same, given up at once when the abort is asked for: the connection is closed then, also before any answer.
    ///
    /// @throws IOException also when it was given up
    <T> HttpResponse<T> post(
            String path,
            Map<String, String> headers,
            byte[] body,
            Duration timeout,
            HttpResponse.BodyHandler<T> handler,
            Abort abort)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request(path, headers, body, timeout), handler);
        abort.onAbort(() -> answer.cancel(true));
        try {
            return answer.get();
        } catch (CancellationException e) {
            throw new IOException("given up", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getMessage(), e.getCause());
        }
    }

    private HttpRequest request(String path, Map<String, String> headers, byte[] body, Duration timeout)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + bearer())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return request.build();
    }

    /// Without a token nothing is sent, which is told like any other failure to connect.
    private String bearer() throws IOException {
        try {
            return token.get();
        } catch (RuntimeException e) {
            throw new IOException("no access token can be had now", e);
        }
    }

    static byte[] bytes(Object json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
