package io.tandem.a2a;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// An extension an agent knows (specification 4.4.4).
///
/// @param required whether a client that does not ask for it is refused
public record AgentExtension(
        @Nullable String uri,
        @Nullable String description,
        boolean required,
        @Nullable ObjectNode params) {}
