package io.tandem.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A task need not wait any more until its person has connected a server, on `hub.connections`.
///
/// @param askId as the task was told when it began to wait
/// @param person as `person:NAME`
/// @param connector whose server it is
/// @param withdrawn why nobody connects it any more; null if the person connected it
public record ConnectionEvent(
        int schema,
        String askId,
        String taskId,
        String person,
        String connector,
        @Nullable String withdrawn,
        Instant at) {
    public static final int SCHEMA = 1;
    public static final String TYPE = "io.tandem.connection.v1";
}
