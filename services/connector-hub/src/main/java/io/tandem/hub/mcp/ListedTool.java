package io.tandem.hub.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// A tool as its server tells it now.
///
/// @param outputSchema null if it does not promise how its answers look
public record ListedTool(
        String name,
        String title,
        String description,
        JsonNode inputSchema,
        @Nullable JsonNode outputSchema) {}
