package io.tandem.gateway.approval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.events.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// The hub's public paths of approvals, under the token of whoever decides.
record HubApprovals(URI hub, HttpClient http) {
    private static final Duration ANSWER = Duration.ofSeconds(15);

    JsonNode get(String id, String token) {
        return exchange(request(id, token).GET());
    }

    JsonNode decide(String id, JsonNode decision, String token) {
        return exchange(request(id, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(decision.toString())));
    }

    private HttpRequest.Builder request(String id, String token) {
        String path = "/api/v1/approvals/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return HttpRequest.newBuilder(hub.resolve(path)).timeout(ANSWER).header("Authorization", "Bearer " + token);
    }

    private JsonNode exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = read(answer.body());
            if (answer.statusCode() == 200) {
                return body;
            }
            throw refusal(answer.statusCode(), body);
        } catch (IOException e) {
            throw new A2aException(A2aError.UNAVAILABLE, "Approvals cannot be decided now");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new A2aException(A2aError.UNAVAILABLE, "The gateway is stopping");
        }
    }

    private static JsonNode read(byte[] body) {
        try {
            return EventJson.read(body, JsonNode.class);
        } catch (IllegalArgumentException e) {
            return JsonNodeFactory.instance.objectNode(); // some proxy's own page
        }
    }

    /// The hub's own words, under the error that its status is in A2A.
    private static A2aException refusal(int status, JsonNode problem) {
        String type = problem.path("type").asText("");
        Map<String, String> details = Map.of("problem", type.substring(type.lastIndexOf('/') + 1));
        String detail = problem.path("detail").asText("The approval cannot be decided");
        return switch (status) {
            case 401 -> new A2aException(A2aError.UNAUTHENTICATED, detail, details);
            case 403 -> new A2aException(A2aError.PERMISSION_DENIED, detail, details);
            case 404 -> new A2aException(A2aError.TASK_NOT_FOUND, detail, details);
            case 400, 409, 422 -> new A2aException(A2aError.INVALID_PARAMS, detail, details);
            default -> new A2aException(A2aError.UNAVAILABLE, detail, details);
        };
    }
}
