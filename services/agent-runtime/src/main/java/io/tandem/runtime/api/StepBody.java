package io.tandem.runtime.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.Money;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What bodies of steps hold, for readers of the API: each kind has some of these. Bodies themselves are written by the
/// journal's own codec.
@Schema(name = "TaskStepBody")
record StepBody(
        @Nullable JsonNode message,
        @Nullable String from,
        @Nullable String halt,
        @Nullable JsonNode policy,
        @Nullable JsonNode artifact,
        @Nullable Boolean append,
        @Nullable Boolean lastChunk,
        @Nullable String state,
        @Nullable String reason,
        @Nullable String until,
        @Nullable String callId,
        @Nullable String provider,
        @Nullable String model,
        @Nullable String tier,
        @Nullable String text,
        @Nullable List<Call> toolCalls,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable Money cost,
        @Nullable Long millis,
        @Nullable String tool,
        @Nullable JsonNode arguments,
        @Nullable String approvalId,
        @Nullable Terms terms,
        @Nullable String askId,
        @Nullable String connector,
        @Nullable String url,
        @Nullable String decision,
        @Nullable String by,
        @Nullable String effect,
        @Nullable String status,
        @Nullable List<Content> content,
        @Nullable String agent,
        @Nullable String taskId) {
    @Schema(name = "TaskStepCall")
    record Call(String id, String tool, JsonNode arguments) {}

    /// What a waiting approval is bound to, and until when.
    @Schema(name = "TaskStepTerms")
    record Terms(String hash, String dueAt, String expiresAt) {}

    @Schema(name = "TaskStepContent")
    record Content(String type, String text) {}
}
