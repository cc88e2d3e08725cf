package io.tandem.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One model call as it was billed, on `model.usage`.
///
/// @param callId unique; a retry on the next model of a tier is a call of its own
/// @param tier what was asked for, `fast`, `deep` or `auto`, or a model's name
/// @param model what answered
/// @param outcome `ok`, `cancelled`, or the slug of the problem
public record ModelUsage(
        int schema,
        String callId,
        @Nullable String taskId,
        @Nullable Long seq,
        String team,
        String caller,
        @Nullable String agent,
        @Nullable String version,
        String tier,
        String provider,
        String model,
        long inputTokens,
        long cachedTokens,
        long outputTokens,
        long firstTokenMillis,
        long totalMillis,
        Money cost,
        String outcome,
        Instant at) {
    public static final int SCHEMA = 1;
    public static final String TYPE = "io.tandem.model.usage.v1";
}
