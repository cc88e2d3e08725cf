package io.tandem.cli.agents;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.util.Map;

/// One move of one version, made and told.
///
/// @param reason empty where none was given
record Transition(VersionName version, String to, String reason) {
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
        return platform.post(
                version.versionPath() + "/transitions",
                reason.isBlank() ? Map.of("to", to) : Map.of("to", to, "reason", reason));
    }
}
