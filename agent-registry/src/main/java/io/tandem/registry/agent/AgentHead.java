package io.tandem.registry.agent;

import io.tandem.events.AgentDefinition;
import io.tandem.registry.access.AgentRights;
import org.jspecify.annotations.Nullable;

/// An agent as other features need it, with what the caller may do.
///
/// @param draft null for a built-in agent
/// @param draftRevision what the draft's ETag is made of
/// @param activeVersion what a call by bare name reaches, suspended or not
public record AgentHead(
        String name,
        String team,
        @Nullable AgentDefinition draft,
        long draftRevision,
        @Nullable Integer activeVersion,
        AgentRights rights) {

    /// The draft's ETag as it stands in headers.
    public String etag() {
        return '"' + Long.toString(draftRevision) + '"';
    }
}
