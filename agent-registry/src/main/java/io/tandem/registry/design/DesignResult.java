package io.tandem.registry.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentDefinition.Risk;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A drafted definition with its reasons; nothing of it is saved as an agent.
///
/// @param reasons by path of the definition, such as `spec.tier` or `spec.tools[0]`
/// @param similar agents that already do something like it
/// @param questions at most two, where something essential is missing
/// @param unmet needs that no tool of the team meets
/// @param diff what differs from the draft that was sent, only for a change
@Schema(name = "Design")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DesignResult(
        String designId,
        AgentDefinition definition,
        Map<String, String> reasons,
        List<Similar> similar,
        Risk risk,
        List<String> questions,
        List<String> unmet,
        @Nullable List<Difference> diff) {

    /// @param likeness 0 to 1
    @Schema(name = "SimilarAgent")
    public record Similar(String name, String purpose, double likeness) {}

    /// @param before absent where something was added
    /// @param after absent where something was taken away
    @Schema(name = "DesignDifference")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            String path,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}
}
