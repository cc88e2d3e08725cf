package io.tandem.runtime.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// One journal entry.
///
/// @param attempt the lease under which it was written; a rise tells of a take-over
/// @param kind such as `model-turn` or `tool-outcome`; `body` goes by it. `child-sent` also tells the `taskId` of the
///     peer's task once it has begun
public record TaskStep(
        long seq,
        long attempt,
        String kind,
        @Schema(implementation = StepBody.class) JsonNode body,
        Instant at) {}
