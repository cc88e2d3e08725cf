package io.tandem.governance.router;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.AgentDefinition.Tier;

/// One question whose answer is bounded by a schema.
///
/// @param name of the schema, for the router and the log
/// @param tier who is to answer
/// @param team that pays
/// @param system what is always the same
/// @param text what is asked
/// @param schema JSON Schema of the answer
public record ModelQuestion(String name, Tier tier, String team, String system, String text, JsonNode schema) {}
