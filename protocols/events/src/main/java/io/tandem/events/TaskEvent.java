package io.tandem.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One journaled entry of a task as others see it, on `a2a.events`; the event's id is `taskId:seq`.
///
/// @param owner who asked: `person:NAME`, `service:CLIENT` or `agent:NAME`
/// @param kind which entry, such as `received`, `model-turn`, `tool-intent`, `tool-outcome`, `ended`
/// @param state the task's A2A state after this entry
/// @param body the entry itself; its shape goes by `kind`
public record TaskEvent(
        int schema,
        String taskId,
        long seq,
        long attempt,
        String contextId,
        @Nullable String parentTaskId,
        String team,
        String agent,
        String version,
        String owner,
        String kind,
        String state,
        JsonNode body,
        Instant at) {
    public static final int SCHEMA = 1;
    public static final String TYPE = "io.tandem.task.entry.v1";

    public String id() {
        return taskId + ":" + seq;
    }
}
