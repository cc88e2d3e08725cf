package io.tandem.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.agents.VersionName;
import io.tandem.cli.platform.Platform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The evaluations of one version as governance tells them.
public record EvaluationWatch(Platform platform, VersionName version) {
    private static final Set<String> OVER = Set.of("DONE", "GIVEN_UP");

    /// The newest one, without its evidence.
    public Optional<JsonNode> newest() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("agent", version.agent());
        parameters.put("version", Integer.toString(version.required()));
        parameters.put("pageSize", "1");
        return Optional.ofNullable(platform.get(Platform.query("/api/v1/evaluations", parameters))
                .path("items")
                .get(0));
    }

    /// With the evidence of each case so far.
    public JsonNode whole(JsonNode evaluation) {
        return platform.get(
                "/api/v1/evaluations/" + Platform.segment(evaluation.path("id").asText()));
    }

    /// Where the version stands in its lifecycle.
    public String state() {
        return platform.get(version.versionPath()).path("state").asText();
    }

    /// Starts one: a version that was never submitted, or failed, goes through its gate; another is asked again.
    ///
    /// @param state of the version
    public void start(String state) {
        if (state.equals("DRAFT")) {
            platform.post(version.versionPath() + "/transitions", Map.of("to", "IN_EVALUATION"));
        } else if (!state.equals("IN_EVALUATION")) {
            platform.post(
                    "/api/v1/evaluations",
                    Map.of("agent", version.agent(), "version", Integer.toString(version.required())));
        }
    }

    /// Asks for one with options.
    ///
    /// @param against a version, `none`, or empty for the active one
    /// @param tiers both, or empty
    /// @param repeat null for what the definition says
    JsonNode ask(String against, List<String> tiers, @Nullable Integer repeat) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("agent", version.agent());
        body.put("version", Integer.toString(version.required()));
        if (!against.isEmpty()) {
            body.put("against", against);
        }
        if (!tiers.isEmpty()) {
            body.put("tiers", tiers);
        }
        if (repeat != null) {
            body.put("repeat", repeat);
        }
        return platform.post("/api/v1/evaluations", body);
    }

    public static boolean over(JsonNode evaluation) {
        return OVER.contains(evaluation.path("state").asText());
    }
}
