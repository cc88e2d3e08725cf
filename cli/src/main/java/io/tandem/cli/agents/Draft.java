package io.tandem.cli.agents;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.Answer;
import io.tandem.cli.platform.Platform;
import java.util.Optional;

/// Saves a definition as the draft of its agent, new or known.
public final class Draft {
    public static final String YAML = "application/yaml";
    public static final String JSON = "application/json";

    private Draft() {}

    /// @param name the agent that the definition is of
    /// @param mediaType of the text
    /// @return the agent
    public static JsonNode save(Platform platform, String name, String definition, String mediaType) {
        String path = "/api/v1/agents/" + Platform.segment(name);
        Optional<Answer> known = platform.find(path);
        if (known.isEmpty()) {
            return platform.post("/api/v1/agents", definition, mediaType);
        }
        String etag = known.get()
                .entityTag()
                .orElseThrow(() -> new Failure(
                        ExitCode.FAILED, "The platform gave no entity tag for " + name + ", so nothing was changed."));
        return platform.put(path + "/draft", definition, mediaType, etag);
    }
}
