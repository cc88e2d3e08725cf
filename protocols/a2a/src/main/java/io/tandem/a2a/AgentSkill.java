package io.tandem.a2a;

import java.util.List;

/// Something an agent can do, for people and for routing (specification 4.4.5).
///
/// @param inputModes media types; empty means the card's defaults
public record AgentSkill(
        @Required String id,
        @Required String name,
        @Required(emptyAllowed = true) String description,
        @Required(emptyAllowed = true) List<String> tags,
        List<String> examples,
        List<String> inputModes,
        List<String> outputModes,
        List<SecurityRequirement> securityRequirements) {

    public AgentSkill {
        tags = List.copyOf(tags);
        examples = List.copyOf(examples);
        inputModes = List.copyOf(inputModes);
        outputModes = List.copyOf(outputModes);
        securityRequirements = List.copyOf(securityRequirements);
    }
}
