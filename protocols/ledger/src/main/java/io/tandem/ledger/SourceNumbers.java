package io.tandem.ledger;

import io.tandem.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The numbers that sources gave their events: of an audit stream per source, of task entries per task.
final class SourceNumbers {
    /// Records of one source may arrive out of order by this much.
    static final Duration GRACE = Duration.ofMinutes(1);

    private static final String LAST_ENTRY = "ended";
    private static final String TASK_EVENTS = Topic.A2A_EVENTS.topicName();

    private final Map<String, NumberRanges<LedgerRecord>> bySource = new HashMap<>();
    private Instant newest = Instant.EPOCH;

    /// What is missing for good, and how many numbers may still be on their way.
    record Missing(List<LedgerProblem> problems, long pending) {}

    void add(LedgerRecord record) {
        if (record.recorded().isAfter(newest)) {
            newest = record.recorded();
        }
        Long sequence = record.sequence();
        if (sequence == null) {
            return;
        }
        String key = nameOf(record);
        NumberRanges<LedgerRecord> numbers = bySource.computeIfAbsent(key, name -> new NumberRanges<>());
        numbers.add(sequence, record);
        boolean taskOver = isEntry(record) && record.about().kind().equals(LAST_ENTRY);
        if (taskOver && numbers.isWhole(sequence)) {
            bySource.remove(key);
        }
    }

    /// @param now when the records were read
    Missing missing(Instant now) {
        Instant asOf = now.isAfter(newest) ? now : newest;
        List<LedgerProblem> problems = new ArrayList<>();
        long pending = 0;
        for (Map.Entry<String, NumberRanges<LedgerRecord>> source : bySource.entrySet()) {
            for (NumberRanges.Gap<LedgerRecord> gap : source.getValue().gaps()) {
                if (gap.after().recorded().plus(GRACE).isAfter(asOf)) {
                    pending += gap.to() - gap.from() + 1;
                } else {
                    problems.add(problem(source.getKey(), gap));
                }
            }
        }
        return new Missing(problems, pending);
    }

    private static String nameOf(LedgerRecord record) {
        return isEntry(record)
                ? "task " + record.about().task() + " on " + record.stream()
                : "source " + record.source() + " on " + record.stream();
    }

    /// Entries are numbered in their task; what is about a task elsewhere is not.
    private static boolean isEntry(LedgerRecord record) {
        return record.stream().equals(TASK_EVENTS);
    }

    private static LedgerProblem problem(String source, NumberRanges.Gap<LedgerRecord> gap) {
        String numbers = gap.from() == gap.to() ? "number " + gap.from() : "numbers " + gap.from() + " to " + gap.to();
        return new LedgerProblem(
                LedgerProblem.Kind.SOURCE_GAP,
                gap.after().team(),
                gap.after().number(),
                gap.after().eventId(),
                "The events with " + numbers + " of " + source + " never arrived; this record comes after them.");
    }
}
