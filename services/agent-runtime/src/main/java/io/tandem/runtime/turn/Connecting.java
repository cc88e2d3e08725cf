package io.tandem.runtime.turn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.a2a.Message;
import io.tandem.a2a.Part;
import io.tandem.a2a.Role;
import io.tandem.a2a.TaskState;
import io.tandem.events.ConnectNotice;
import io.tandem.events.EventJson;
import io.tandem.runtime.agent.Next;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.journal.JournalEntry;
import io.tandem.runtime.journal.TaskFold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A call that waits until its person has connected a server.
///
/// @param asked when and for what
record Connecting(Instant since, Entry.ConnectionAsked asked) {
    /// How long a person is waited for; the hub counts as long.
    private static final Duration LONGEST = Duration.ofHours(24);

    Connecting(JournalEntry asked) {
        this(asked.at(), (Entry.ConnectionAsked) asked.entry());
    }

    Next next(TaskFold task, Instant now) {
        Instant end = since.plus(LONGEST);
        if (!now.isBefore(end)) {
            return new Next.Write(List.of(
                    new Entry.Moved(TaskState.WORKING, null),
                    new Entry.ToolOutcome(
                            asked.call().id(),
                            asked.call().tool(),
                            "denied",
                            asked.reason() + " Nobody did in a day.",
                            "not-connected",
                            0)));
        }
        List<Entry> moved = task.state() == TaskState.AUTH_REQUIRED
                ? List.of()
                : List.of(new Entry.Moved(TaskState.AUTH_REQUIRED, notice()));
        return new Next.Wait(moved, "connection " + asked.connector(), end);
    }

    /// Says what is missing and where it is got, so that any client can show it.
    private Message notice() {
        ConnectNotice notice = new ConnectNotice(
                ConnectNotice.PROBLEM, asked.connector(), asked.call().tool(), asked.url());
        return new Message(
                asked.askId(),
                null,
                null,
                Role.AGENT,
                List.of(Part.text(asked.reason() + " " + asked.url())),
                JsonNodeFactory.instance.objectNode().set(ConnectNotice.URI, EventJson.toTree(notice)),
                List.of(ConnectNotice.URI),
                List.of());
    }
}
