package io.tandem.cli.connections;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.platform.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All servers that people connect, page by page, as one person sees them.
record OwnConnections(List<JsonNode> items) {
    static OwnConnections of(Platform platform) {
        List<JsonNode> items = new ArrayList<>();
        String after = "";
        do {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("pageSize", "200");
            parameters.put("pageToken", after);
            JsonNode page = platform.get(Platform.query("/api/v1/connections", parameters));
            page.path("items").forEach(items::add);
            after = page.path("nextPageToken").asText("");
        } while (!after.isEmpty());
        return new OwnConnections(List.copyOf(items));
    }

    Optional<JsonNode> find(String connector) {
        return items.stream()
                .filter(one -> one.path("connector").asText().equals(connector))
                .findFirst();
    }
}
