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

    /// Numbers that are there, without a gap, and the place of the first.
    record Held<P>(long from, long to, P first) {}

    /// All that is there.
    List<Held<P>> held() {
        List<Held<P>> held = new ArrayList<>();
        byStart.forEach((from, range) -> held.add(new Held<>(from, range.end(), range.first())));
        return held;
    }

    /// How many of those numbers are there, both ends included.
    long countBetween(long from, long to) {
        Long below = byStart.floorKey(from);
        long count = 0;
        for (Map.Entry<Long, Range<P>> range : byStart.subMap(
                        below == null ? from : below, true, Math.max(from, to), true)
                .entrySet()) {
            count += Math.max(0, Math.min(to, range.getValue().end()) - Math.max(from, range.getKey()) + 1);
        }
        return count;
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
