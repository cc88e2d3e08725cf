package io.tandem.governance.router;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.AgentDefinition.Tier;
import io.tandem.kit.identity.ServiceToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Asks model-router as governance, for a team.
public final class ModelRouter {
    private static final Logger LOG = Logger.getLogger(ModelRouter.class);
    private static final String SERVICE = "governance";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int MOST_TOKENS = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int OK = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI base;
    private final Duration patience;
    private final ServiceToken token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    private volatile Known known = new Known(Map.of(), Long.MIN_VALUE);

    private record Known(Map<String, String> first, long at) {}

    /// @param patience how long one answer may take
    public ModelRouter(URI base, Duration patience, ServiceToken token) {
        this.base = base;
        this.patience = patience;
        this.token = token;
    }

    /// @throws ModelAway if none answers now
    public ModelAnswer ask(ModelQuestion question) {
        String body = body(question);
        HttpResponse<String> answer = send(body, question.team());
        if (answer.statusCode() == UNAUTHORIZED) {
            token.forget(SERVICE);
            answer = send(body, question.team());
        }
        JsonNode json = parse(answer.body());
        if (answer.statusCode() != OK) {
            throw new ModelAway("model-router answers with status " + answer.statusCode() + ": "
                    + json.path("error").path("message").asText("it says nothing."));
        }
        return new ModelAnswer(
                json.at("/choices/0/message/content").asText(""),
                json.at("/tandem/model").asText("unknown"));
    }

    /// The model that a tier tries first; nothing while model-router does not tell. Kept for ten seconds.
    public Optional<String> first(Tier tier) {
        Known now = known;
        if (now.at() == Long.MIN_VALUE || System.nanoTime() - now.at() > KEPT.toNanos()) {
            now = new Known(tiers(), System.nanoTime());
            known = now;
        }
        return Optional.ofNullable(now.first().get(tier.name()));
    }

    private Map<String, String> tiers() {
        try {
            HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/v1/models"))
                    .timeout(CONNECT)
                    .header("Authorization", "Bearer " + token.of(SERVICE))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                token.forget(SERVICE);
                LOG.debugf("model-router answers %d when asked for its tiers", answer.statusCode());
                return Map.of();
            }
            Map<String, String> first = new HashMap<>();
            for (JsonNode tier : parse(answer.body()).path("tiers")) {
                String model = tier.path("models").path(0).asText("");
                if (!model.isEmpty()) {
                    first.put(tier.path("name").asText(), model);
                }
            }
            return Map.copyOf(first);
        } catch (IOException | RuntimeException e) {
            LOG.debugf("model-router does not tell its tiers: %s", e.getMessage());
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private static String body(ModelQuestion question) {
        ObjectNode body = MAPPER.createObjectNode()
                .put("model", "tandem/" + question.tier().name())
                .put("temperature", 0)
                .put("max_tokens", MOST_TOKENS);
        var messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", question.system());
        messages.addObject().put("role", "user").put("content", question.text());
        body.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", question.name())
                .put("strict", true)
                .set("schema", question.schema());
        return body.toString();
    }

    private HttpResponse<String> send(String body, String team) {
        try {
            HttpRequest request = HttpRequest.newBuilder(base.resolve("/v1/chat/completions"))
                    .timeout(patience)
                    .header("Authorization", "Bearer " + token.of(SERVICE))
                    .header("Content-Type", "application/json")
                    .header("Tandem-Team", team)
                    .header("Tandem-Agent", "judge")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ModelAway("model-router cannot be reached or took too long.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelAway("The platform is stopping.", e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
