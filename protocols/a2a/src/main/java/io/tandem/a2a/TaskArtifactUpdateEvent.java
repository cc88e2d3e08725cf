package io.tandem.a2a;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// An artifact, or a piece of one (specification 4.2.2).
///
/// @param append whether the parts follow those already sent for this artifact id; otherwise they replace them
/// @param lastChunk whether the artifact is complete
public record TaskArtifactUpdateEvent(
        @Required String taskId,
        @Required String contextId,
        @Required Artifact artifact,
        boolean append,
        boolean lastChunk,
        @Nullable ObjectNode metadata) {}
