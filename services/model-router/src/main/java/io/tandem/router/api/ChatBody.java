package io.tandem.router.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The request as the API description shows it; [io.tandem.router.chat.ChatRequestReader] reads it.
@Schema(name = "ChatCompletionRequest")
record ChatBody(
        @Schema(required = true, examples = "tandem/fast") String model,

        @Schema(required = true, description = "OpenAI's messages; text only")
        List<JsonNode> messages,

        @Schema(description = "Functions that the model may call") @Nullable
        List<JsonNode> tools,

        @Schema(description = "auto, none, required, or a named function") @Nullable
        JsonNode tool_choice,

        @Schema(description = "json_schema, json_object or text") @Nullable
        JsonNode response_format,

        @Nullable Double temperature,
        @Nullable Integer max_tokens,
        @Nullable Long seed,
        @Nullable Boolean stream,
        @Nullable JsonNode stream_options) {}
