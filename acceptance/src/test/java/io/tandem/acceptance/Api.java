package io.tandem.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.a2a.A2aJson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The platform's HTTP surface as one person or service sees it.
///
/// @param token empty for nobody
/// @param patience how long one answer may take
record Api(TandemUnderTest tandem, String token, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Api as(TandemUnderTest tandem, String person) {
        return new Api(tandem, tandem.token(person), PATIENCE);
    }

    Api(TandemUnderTest tandem, String token) {
        this(tandem, token, PATIENCE);
    }

    Api patiently(Duration longest) {
        return new Api(tandem, token, longest);
    }

    /// An answer as it came.
    ///
    /// @param type the media type, empty where there is none
    record Answer(int status, String type, String text) {
        /// The body, an empty object where there is none.
        JsonNode body() {
            return text.isBlank()
                    ? JsonNodeFactory.instance.objectNode()
                    : A2aJson.parse(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    Answer get(String path) {
        return send("GET", path, "application/json", "");
    }

    Answer post(String path, String json) {
        return send("POST", path, "application/json", json);
    }

    Answer put(String path, String json) {
        return send("PUT", path, "application/json", json);
    }

    /// A JSON-RPC request to an agent.
    Answer rpc(String agent, String method, String params) {
        return post(
                "/a2a/agents/" + agent,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    Answer send(String method, String path, String contentType, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(tandem.url(path))
                .timeout(patience)
                .header("Content-Type", contentType)
                .header("A2A-Version", "1.0")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return send(request);
    }

    /// Any request, with this caller's token.
    Answer send(HttpRequest.Builder request) {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpRequest built = request.timeout(Duration.ofSeconds(90)).build();
        try {
            HttpResponse<String> answer = HTTP.send(built, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String type = answer.headers().firstValue("Content-Type").orElse("");
            return new Answer(answer.statusCode(), type, answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(built.method() + " " + built.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
