package io.tandem.events;

import java.time.Instant;

/// A person connected a server that a task of theirs waited for, on `hub.connections`.
///
/// @param askId as the task was told when it began to wait
/// @param person as `person:NAME`
/// @param connector whose server it is
public record ConnectionEvent(int schema, String askId, String taskId, String person, String connector, Instant at) {
    public static final int SCHEMA = 1;
    public static final String TYPE = "io.tandem.connection.v1";
}
