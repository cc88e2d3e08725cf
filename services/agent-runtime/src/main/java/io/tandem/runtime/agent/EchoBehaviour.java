package io.tandem.runtime.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.Artifact;
import io.tandem.a2a.Message;
import io.tandem.a2a.Part;
import io.tandem.a2a.TaskState;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.journal.JournalEntry;
import io.tandem.runtime.journal.TaskFold;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The built-in agent `echo`: gives each line of each message back as one journaled step, without a model.
///
/// A data part `{"delayMs": 200}` makes it wait that long before each line but the first, giving its lease back
/// meanwhile
/// (at most an hour). It is there to try the path end to end and to measure it.
public final class EchoBehaviour implements Behaviour {
    public static final String NAME = "echo";

    private static final long MAX_DELAY_MILLIS = Duration.ofHours(1).toMillis();
    private static final String ARTIFACT = "echo";

    private final Clock clock;

    public EchoBehaviour(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Next next(TaskFold task) {
        List<String> lines = new ArrayList<>();
        long delay = 0;
        int said = 0;
        @Nullable Instant lastSaid = null;
        for (JournalEntry journaled : task.entries()) {
            switch (journaled.entry()) {
                case Entry.Received received -> {
                    received.message().text().lines().forEach(lines::add);
                    delay = Math.max(delay, delay(received.message()));
                }
                case Entry.Produced produced -> {
                    said++;
                    lastSaid = journaled.at();
                }
                default -> {}
            }
        }
        List<Entry> first = said == 0 && task.state() == TaskState.SUBMITTED
                ? List.of(new Entry.Moved(TaskState.WORKING, null))
                : List.of();
        if (said >= lines.size()) {
            return new Next.End(first, TaskState.COMPLETED, null, null);
        }
        if (lastSaid != null && delay > 0) {
            Instant due = lastSaid.plusMillis(delay);
            if (clock.instant().isBefore(due)) {
                return new Next.Wait(List.of(), "delay", due);
            }
        }
        return say(first, lines, said);
    }

    private static Next say(List<Entry> first, List<String> lines, int said) {
        boolean last = said == lines.size() - 1;
        Artifact piece = new Artifact(
                ARTIFACT, "Echo", null, List.of(Part.text(lines.get(said) + (last ? "" : "\n"))), null, List.of());
        List<Entry> entries = new ArrayList<>(first);
        entries.add(new Entry.Produced(piece, said > 0, last));
        return last && said == 0 ? new Next.End(entries, TaskState.COMPLETED, null, null) : new Next.Write(entries);
    }

    private static long delay(Message message) {
        for (Part part : message.parts()) {
            if (part instanceof Part.Data data) {
                JsonNode delay = data.data().path("delayMs");
                return delay.isNumber() ? Math.clamp(delay.asLong(), 0, MAX_DELAY_MILLIS) : 0;
            }
        }
        return 0;
    }
}
