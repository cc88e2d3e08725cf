package io.tandem.registry.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A person with a token who calls the registry over HTTP.
public final class RegistryClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;
    private final String token;

    public RegistryClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    public record Answer(int status, JsonNode body, Map<String, java.util.List<String>> headers) {
        public String text(String field) {
            return body.path(field).asText();
        }

        public String etag() {
            return headers.getOrDefault("etag", java.util.List.of("none")).getFirst();
        }

        /// The last part of a problem's type.
        public String problem() {
            String type = text("type");
            return type.substring(type.lastIndexOf('/') + 1);
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer move(String version, String to) {
        return post(version + "/transitions", Map.of("to", to, "reason", "because"));
    }

    public Answer send(String method, String path, @Nullable Object body, String... headers) {
        try {
            String text = body == null ? "" : body instanceof String s ? s : MAPPER.writeValueAsString(body);
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                    .method(method, HttpRequest.BodyPublishers.ofString(text))
                    .header("Authorization", "Bearer " + token);
            if (headers.length > 0) {
                request.headers(headers);
            }
            if (request.build().headers().firstValue("Content-Type").isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode json = answer.body().startsWith("{")
                    ? MAPPER.readTree(answer.body())
                    : MAPPER.createObjectNode().put("text", answer.body());
            return new Answer(answer.statusCode(), json, answer.headers().map());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
