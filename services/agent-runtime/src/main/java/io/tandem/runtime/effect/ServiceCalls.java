package io.tandem.runtime.effect;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
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
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + bearer())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return http.send(request.build(), handler);
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
