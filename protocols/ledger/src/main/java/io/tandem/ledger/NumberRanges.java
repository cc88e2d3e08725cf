package io.tandem.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A set of numbers kept as ranges, each with the place of its first number.
final class NumberRanges<P> {
    private final TreeMap<Long, Range<P>> byStart = new TreeMap<>();

    private record Range<P>(long end, P first) {}

    /// Numbers that are not there, before one that is.
    record Gap<P>(long from, long to, P after) {}

    void add(long number, P place) {
        Map.Entry<Long, Range<P>> below = byStart.floorEntry(number);
        if (below != null && below.getValue().end() >= number) {
            return;
        }
        Range<P> above = byStart.remove(number + 1);
        long end = above == null ? number : above.end();
        if (below != null && below.getValue().end() == number - 1) {
            byStart.put(below.getKey(), new Range<>(end, below.getValue().first()));
        } else {
            byStart.put(number, new Range<>(end, place));
        }
    }

    /// Whether the numbers are 1 to `last`, all of them.
    boolean isWhole(long last) {
        return byStart.size() == 1
                && byStart.firstKey() == 1
                && byStart.firstEntry().getValue().end() == last;
    }

    /// What is missing between 1 and the highest number.
    List<Gap<P>> gaps() {
        List<Gap<P>> gaps = new ArrayList<>();
        long next = 1;
        for (Map.Entry<Long, Range<P>> range : byStart.entrySet()) {
            if (range.getKey() > next) {
                gaps.add(new Gap<>(next, range.getKey() - 1, range.getValue().first()));
            }
            next = range.getValue().end() + 1;
        }
        return gaps;
    }
}
