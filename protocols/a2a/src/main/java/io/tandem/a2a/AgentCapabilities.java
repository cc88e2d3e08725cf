package io.tandem.a2a;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an agent offers beyond the core operations (specification 4.4.3). Absent counts as no, but an explicit no is
/// part of a signature.
public record AgentCapabilities(
        @Nullable Boolean streaming,
        @Nullable Boolean pushNotifications,
        List<AgentExtension> extensions,
        @Nullable Boolean extendedAgentCard) {

    public AgentCapabilities {
        extensions = List.copyOf(extensions);
    }
}
