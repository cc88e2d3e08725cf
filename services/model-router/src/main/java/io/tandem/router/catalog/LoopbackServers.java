package io.tandem.router.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.router.wire.ProviderJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Asks programs on this machine whether they are model servers. Tandem itself answers `/v1/models` with 401 without a
/// token, and its own port is not asked.
final class LoopbackServers {
    private static final Logger LOG = Logger.getLogger(LoopbackServers.class);
    private static final int OLLAMA = 11434;
    private static final int LM_STUDIO = 1234;

    private final HttpClient client;
    private final Duration wait;

    LoopbackServers(HttpClient client, Duration wait) {
        this.client = client;
        this.wait = wait;
    }

    record Found(String provider, URI base, String model) {}

    /// Servers that have a model for chats, in the order of the ports.
    List<Found> find(List<Integer> ports) {
        List<Found> found = new ArrayList<>();
        for (int port : ports) {
            URI base = URI.create("http://127.0.0.1:" + port + "/v1");
            firstModel(base, "").ifPresent(model -> found.add(new Found(name(port), base, model)));
        }
        return found;
    }

    /// The first model that a server lists, which is not one for embeddings.
    Optional<String> firstModel(URI base, String key) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + "/models")).timeout(wait);
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                return Optional.empty();
            }
            for (JsonNode model : ProviderJson.MAPPER.readTree(response.body()).path("data")) {
                String id = model.path("id").asText("");
                if (!id.isBlank() && !id.contains("embed") && !id.startsWith("tandem/")) {
                    return Optional.of(id);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            LOG.debugf("no model server at %s: %s", base, e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String name(int port) {
        return switch (port) {
            case OLLAMA -> "ollama";
            case LM_STUDIO -> "lm-studio";
            default -> "llama-server";
        };
    }
}
