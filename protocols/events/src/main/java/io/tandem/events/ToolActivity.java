package io.tandem.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One attempt to call a tool, allowed or denied, on `tool.activity`.
///
/// @param key the idempotency key `taskId:seq`
/// @param argumentsHash SHA-256 of the canonical arguments, hex
/// @param decision `allowed`, `denied`, `approval-needed`, `connection-needed`
/// @param policy what the policies said; null when the attempt did not get so far, or is older than policies
/// @param facts what the policies were asked, without the arguments, so that others can be asked the same
/// @param outcome `ok`, `tool-error`, or the slug of the problem; null when the call was not made
public record ToolActivity(
        int schema,
        String activityId,
        String taskId,
        long seq,
        String key,
        String team,
        String agent,
        String version,
        String onBehalfOf,
        String connector,
        String tool,
        JsonNode arguments,
        String argumentsHash,
        String decision,
        String reason,
        @Nullable PolicyDecision policy,
        @Nullable JsonNode facts,
        @Nullable String approvalId,
        @Nullable String outcome,
        long millis,
        Instant at) {
    public static final int SCHEMA = 1;
    public static final String TYPE = "io.tandem.tool.activity.v1";
}
