package io.tandem.hub.mcp;

import com.fasterxml.jackson.databind.JsonNode;

/// A tool as its server tells it now.
public record ListedTool(String name, String title, String description, JsonNode inputSchema) {}
