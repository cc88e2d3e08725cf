package io.tandem.runtime.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A request to the model router, in the shapes of OpenAI's chat completions.
///
/// @param model a tier such as `tandem/fast`
/// @param messages the conversation
/// @param tools functions that the model may call; empty for none
/// @param perDay what the agent may spend a UTC day; null without a limit
public record ModelRequest(
        String model,
        ArrayNode messages,
        ArrayNode tools,
        @Nullable BigDecimal perDay) {}
