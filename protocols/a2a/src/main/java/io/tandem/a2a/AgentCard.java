package io.tandem.a2a;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an agent is, can do and demands (specification 4.4.1), served at [#WELL_KNOWN_PATH].
///
/// @param supportedInterfaces in the agent's order of preference
/// @param version the agent's own version
/// @param securitySchemes by name, referred to by requirements
/// @param securityRequirements alternatives: one of them must be met
/// @param defaultInputModes media types
/// @param signatures see [CardSignature]; several during a change of keys
public record AgentCard(
        @Required String name,
        @Required(emptyAllowed = true) String description,
        @Required(emptyAllowed = true) List<AgentInterface> supportedInterfaces,
        @Nullable AgentProvider provider,
        @Required(emptyAllowed = true) String version,
        @ExplicitPresence @Nullable String documentationUrl,
        @Required AgentCapabilities capabilities,
        Map<String, SecurityScheme> securitySchemes,
        List<SecurityRequirement> securityRequirements,
        @Required(emptyAllowed = true) List<String> defaultInputModes,
        @Required(emptyAllowed = true) List<String> defaultOutputModes,
        @Required(emptyAllowed = true) List<AgentSkill> skills,
        List<AgentCardSignature> signatures,
        @ExplicitPresence @Nullable String iconUrl) {

    /// Where a card is, below the agent's base URL (specification 8.2).
    public static final String WELL_KNOWN_PATH = "/.well-known/agent-card.json";

    public AgentCard {
        supportedInterfaces = List.copyOf(supportedInterfaces);
        securitySchemes = Map.copyOf(securitySchemes);
        securityRequirements = List.copyOf(securityRequirements);
        defaultInputModes = List.copyOf(defaultInputModes);
        defaultOutputModes = List.copyOf(defaultOutputModes);
        skills = List.copyOf(skills);
        signatures = List.copyOf(signatures);
    }

    /// The same card with these signatures in place of its own.
    public AgentCard withSignatures(List<AgentCardSignature> newSignatures) {
        return new AgentCard(
                name,
                description,
                supportedInterfaces,
                provider,
                version,
                documentationUrl,
                capabilities,
                securitySchemes,
                securityRequirements,
                defaultInputModes,
                defaultOutputModes,
                skills,
                newSignatures,
                iconUrl);
    }
}
