package io.tandem.registry.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.kit.identity.ServiceToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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

/// Which model stands behind a tier, as model-router tells; kept for ten seconds.
@Singleton
public class TierModels {
    private static final Logger LOG = Logger.getLogger(TierModels.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final DesignerSettings settings;
    private final ServiceToken token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private volatile Known known = new Known(Map.of(), Long.MIN_VALUE);

    @Inject
    public TierModels(DesignerSettings settings, ServiceToken token) {
        this.settings = settings;
        this.token = token;
    }

    private record Known(Map<String, String> first, long at) {}

    /// The model that a tier tries first; nothing while model-router does not tell or has none.
    public Optional<String> first(String tier) {
        Known now = known;
        if (now.at() == Long.MIN_VALUE || System.nanoTime() - now.at() > KEPT.toNanos()) {
            now = new Known(read(), System.nanoTime());
            known = now;
        }
        return Optional.ofNullable(now.first().get(tier));
    }

    private Map<String, String> read() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(settings.routerUrl() + "/api/v1/models"))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + token.of("registry"))
                    .header("Accept", "application/json")
                    .build();
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != OK) {
                token.forget("registry");
                LOG.debugf("model-router answers %d when asked for its tiers", answer.statusCode());
                return Map.of();
            }
            return tiers(MAPPER.readTree(answer.body()));
        } catch (IOException | RuntimeException e) {
            LOG.debugf("model-router does not tell its tiers: %s", e.getMessage());
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private static Map<String, String> tiers(JsonNode answer) {
        Map<String, String> first = new HashMap<>();
        for (JsonNode tier : answer.path("tiers")) {
            String model = tier.path("models").path(0).asText("");
            if (!model.isEmpty()) {
                first.put(tier.path("name").asText(), model);
            }
        }
        return Map.copyOf(first);
    }
}
