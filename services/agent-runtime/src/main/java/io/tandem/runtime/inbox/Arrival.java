package io.tandem.runtime.inbox;

import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Message;
import io.tandem.events.ConnectionEvent;
import io.tandem.events.EventJson;
import io.tandem.events.PolicyDecision;
import io.tandem.runtime.journal.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that arrived for a task and waits to be journaled.
///
/// @param number counts the task's arrivals from 1
/// @param from who sent it
/// @param decision JSON of the decision that let a message pass
/// @param body ProtoJSON of the message, JSON of the entry for approvals and replies, of the event for connections;
///     for a cancel what was halted, in words, else nothing
public record Arrival(long number, Kind kind, String from, byte @Nullable [] decision, byte[] body) {
    /// The sender of a cancel because the agent was suspended or halted.
    public static final String REGISTRY = "registry";

    /// Something that no policy was asked about.
    public Arrival(long number, Kind kind, String from, byte[] body) {
        this(number, kind, from, null, body);
    }

    public enum Kind {
        MESSAGE,
        CANCEL,
        APPROVAL,
        CONNECTION,
        REPLY;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }

    /// The entry that the journal gets.
    public Entry entry() {
        return switch (kind) {
            case MESSAGE ->
                new Entry.Received(
                        A2aJson.read(body, Message.class),
                        from,
                        decision == null ? null : EventJson.read(decision, PolicyDecision.class));
            case CANCEL ->
                new Entry.CancelAsked(from, body.length == 0 ? null : new String(body, StandardCharsets.UTF_8));
            case APPROVAL -> EventJson.read(body, Entry.ApprovalDecided.class);
            case CONNECTION -> connection(EventJson.read(body, ConnectionEvent.class));
            case REPLY -> EventJson.read(body, Entry.ChildReplied.class);
        };
    }

    private static Entry connection(ConnectionEvent event) {
        return event.withdrawn() == null
                ? new Entry.ConnectionMade(event.askId(), event.connector(), event.person())
                : new Entry.ConnectionWithdrawn(event.askId(), event.connector(), event.withdrawn());
    }
}
