package io.tandem.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.a2a.A2aJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A design as it is told while it comes about.
final class Designed {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TandemUnderTest tandem;
    private final String description;
    private final ModelReport report;
    private JsonNode result = JsonNodeFactory.instance.objectNode();

    Designed(TandemUnderTest tandem, String description, ModelReport report) {
        this.tandem = tandem;
        this.description = description;
        this.report = report;
    }

    void ask() {
        HttpRequest request = HttpRequest.newBuilder(tandem.url("/api/v1/designs"))
                .timeout(Duration.ofHours(1))
                .header("Authorization", "Bearer " + tandem.token("builder"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(JsonNodeFactory.instance
                        .objectNode()
                        .put("description", description)
                        .toString()))
                .build();
        try {
            HttpResponse<InputStream> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                read(lines);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the design broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void read(BufferedReader lines) throws IOException {
        long begun = System.nanoTime();
        String event = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                event = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                JsonNode data = A2aJson.parse(line.substring("data: ".length()).getBytes(StandardCharsets.UTF_8));
                switch (event) {
                    case "step" ->
                        report.line("  designer after %.0f s: %s"
                                .formatted(
                                        (System.nanoTime() - begun) / 1e9,
                                        data.path("text").asText()));
                    case "result" -> result = data;
                    case "problem" -> throw new IllegalStateException("no design: " + data);
                    default -> {}
                }
            }
        }
    }

    JsonNode definition() {
        return result.path("definition");
    }

    JsonNode reasons() {
        return result.path("reasons");
    }
}
