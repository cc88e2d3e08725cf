package io.tandem.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Message metadata by which an evaluation asks for another tier than the version's own. It is believed from governance
/// alone.
public final class AskedTier {
    /// The key in the metadata.
    public static final String METADATA = "https://tandem.io/a2a/ext/tier/v1";

    static final String EVALUATIONS = "service:tandem-governance";

    private AskedTier() {}

    public static ObjectNode of(AgentDefinition.Tier tier) {
        return JsonNodeFactory.instance.objectNode().put(METADATA, tier.name());
    }

    /// What a message asks for.
    ///
    /// @param from who sent it
    public static Optional<AgentDefinition.Tier> in(@Nullable ObjectNode metadata, String from) {
        String asked = metadata == null ? "" : metadata.path(METADATA).asText("");
        return Arrays.stream(AgentDefinition.Tier.values())
                .filter(tier -> from.equals(EVALUATIONS) && tier.name().equals(asked))
                .findFirst();
    }
}
