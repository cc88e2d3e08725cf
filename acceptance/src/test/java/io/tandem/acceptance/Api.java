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
/// @param patience how long one answer may take
record Api(TandemUnderTest tandem, String token, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Api as(TandemUnderTest tandem, String person) {
        return new Api(tandem, tandem.token(person), PATIENCE);
    }

    Api(TandemUnderTest tandem, String token) {
        this(tandem, token, PATIENCE);
    }

    Api patiently(Duration longest) {
        return new Api(tandem, token, longest);
    }

    /// An answer; the body is an empty object where there is none.
    record Answer(int status, JsonNode body) {}

    Answer get(String path) {
        return send("GET", path, "application/json", "");
    }

    Answer post(String path, String json) {
        return send("POST", path, "application/json", json);
    }

    Answer send(String method, String path, String contentType, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(tandem.url(path))
                .timeout(patience)
                .header("Content-Type", contentType)
                .header("A2A-Version", "1.0")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(answer.statusCode(), json(answer.body()));
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode json(String body) {
        return body.isBlank()
                ? JsonNodeFactory.instance.objectNode()
                : A2aJson.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
