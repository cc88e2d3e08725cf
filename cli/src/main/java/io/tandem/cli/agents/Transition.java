package io.tandem.cli.agents;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;

/// One move of one version, made and told.
///
/// @param reason empty where none was given
/// @param canary how a canary runs; empty for any other move
record Transition(VersionName version, String to, String reason, Map<String, Object> canary) {
    Transition(VersionName version, String to, String reason) {
        this(version, to, reason, Map.of());
    }

    void make(Platform platform, PlatformOptions options, PrintWriter out) {
        JsonNode moved = post(platform);
        if (options.json()) {
            out.println(JsonFile.text(moved));
        } else {
            out.println(version + " is " + moved.path("state").asText(to) + ".");
        }
    }

    /// @return the version as it stands after the move
    JsonNode post(Platform platform) {
        Map<String, Object> body = new HashMap<>(Map.of("to", to));
        if (!reason.isBlank()) {
            body.put("reason", reason);
        }
        if (!canary.isEmpty()) {
            body.put("canary", canary);
        }
        return platform.post(version.versionPath() + "/transitions", body);
    }
}
