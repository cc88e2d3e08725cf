package io.tandem.runtime.inbox;

import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Message;
import io.tandem.runtime.journal.Entry;
import java.util.Locale;

/// Something that arrived for a task and waits to be journaled.
///
/// @param number counts the task's arrivals from 1
/// @param from who sent it
/// @param body ProtoJSON of the message; empty for a cancel
public record Arrival(long number, Kind kind, String from, byte[] body) {
    public enum Kind {
        MESSAGE,
        CANCEL;

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
        };
    }
}
