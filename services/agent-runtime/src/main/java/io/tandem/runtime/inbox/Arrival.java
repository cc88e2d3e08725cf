package io.tandem.runtime.inbox;

import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Message;
import io.tandem.events.EventJson;
import io.tandem.runtime.journal.Entry;
import java.util.Locale;

/// Something that arrived for a task and waits to be journaled.
///
/// @param number counts the task's arrivals from 1
/// @param from who sent it
/// @param body ProtoJSON of the message, JSON of the entry for approvals and replies, empty for a cancel
public record Arrival(long number, Kind kind, String from, byte[] body) {
    /// The sender of a cancel because the agent was suspended.
    public static final String REGISTRY = "registry";

    public enum Kind {
        MESSAGE,
        CANCEL,
        APPROVAL,
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
            case MESSAGE -> new Entry.Received(A2aJson.read(body, Message.class), from);
            case CANCEL -> new Entry.CancelAsked(from);
            case APPROVAL -> EventJson.read(body, Entry.ApprovalDecided.class);
            case REPLY -> EventJson.read(body, Entry.ChildReplied.class);
        };
    }
}
