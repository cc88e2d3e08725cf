package io.tandem.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Payloads that are gone, beside the erasures on record: what no erasure names was taken away.
///
/// Both are kept as ranges, so that a year's payloads cost no more memory than the gaps between what stays.
final class MissingPayloads {
    private final Map<String, NumberRanges<String>> gone = new TreeMap<>();
    private final List<Recorded> erasures = new ArrayList<>();
    private long count;

    private record Recorded(LedgerRecord record, Erasure erasure, Map<String, List<Erasure.Range>> named) {}

    /// A record without its payload.
    void gone(LedgerRecord record) {
        count++;
        gone.computeIfAbsent(record.team(), team -> new NumberRanges<>()).add(record.number(), record.eventId());
    }

    /// @param payload the record's, untouched
    void add(LedgerRecord record, byte[] payload) {
        if (Erasure.is(record)) {
            Erasure erasure = Erasure.of(payload);
            erasures.add(new Recorded(record, erasure, erasure.ranges()));
        }
    }

    /// Payloads that no erasure names.
    List<LedgerProblem> problems() {
        List<LedgerProblem> problems = new ArrayList<>();
        gone.forEach((team, ranges) -> {
            TreeMap<Long, Long> named = named(team);
            for (NumberRanges.Held<String> range : ranges.held()) {
                unnamed(team, range, named, problems);
            }
        });
        return problems;
    }

    /// What each erasure took of these records.
    List<LedgerProblem> notes() {
        List<LedgerProblem> notes = new ArrayList<>();
        if (count == 0) {
            return notes;
        }
        for (Recorded recorded : erasures) {
            Erasure erasure = recorded.erasure();
            long taken = taken(recorded.named());
            if (taken == 0) {
                continue;
            }
            notes.add(new LedgerProblem(
                    LedgerProblem.Kind.PAYLOAD_ERASED,
                    recorded.record().team(),
                    recorded.record().number(),
                    recorded.record().eventId(),
                    told(taken, "payload was erased", "payloads were erased") + " by "
                            + erasure.subject() + " of " + recorded.record().time() + ", "
                            + (erasure.before() == null
                                    ? "those of " + erasure.person()
                                    : "those recorded before " + erasure.before())
                            + "; proposed by " + erasure.proposedBy() + ", carried out by "
                            + recorded.record().about().person() + "."));
        }
        return notes;
    }

    private static String told(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /// How many of the numbers that an erasure names are gone.
    private long taken(Map<String, List<Erasure.Range>> named) {
        long taken = 0;
        for (Map.Entry<String, List<Erasure.Range>> team : named.entrySet()) {
            NumberRanges<String> ranges = gone.get(team.getKey());
            if (ranges == null) {
                continue;
            }
            for (Erasure.Range range : team.getValue()) {
                taken += ranges.countBetween(range.from(), range.to());
            }
        }
        return taken;
    }

    /// All that erasures name of a team, from number to number, none touching another.
    private TreeMap<Long, Long> named(String team) {
        TreeMap<Long, Long> merged = new TreeMap<>();
        erasures.stream()
                .flatMap(recorded -> recorded.named().getOrDefault(team, List.of()).stream())
                .sorted((one, other) -> Long.compare(one.from(), other.from()))
                .forEach(range -> {
                    Map.@Nullable Entry<Long, Long> last = merged.lastEntry();
                    boolean joins = last != null && range.from() <= last.getValue() + 1;
                    merged.merge(joins ? last.getKey() : range.from(), range.to(), Math::max);
                });
        return merged;
    }

    private static void unnamed(
            String team, NumberRanges.Held<String> range, TreeMap<Long, Long> named, List<LedgerProblem> problems) {
        long next = range.from();
        while (next <= range.to()) {
            Map.@Nullable Entry<Long, Long> below = named.floorEntry(next);
            if (below != null && below.getValue() >= next) {
                next = below.getValue() + 1;
                continue;
            }
            @Nullable Long above = named.higherKey(next);
            long end = above == null ? range.to() : Math.min(range.to(), above - 1);
            problems.add(new LedgerProblem(
                    LedgerProblem.Kind.PAYLOAD_MISSING,
                    team,
                    next,
                    next == range.from() ? range.first() : null,
                    (next == end ? "Its payload is gone" : "Its payload is gone, and those up to record " + end)
                            + ", and no erasure on record names it."));
            next = end + 1;
        }
    }
}
