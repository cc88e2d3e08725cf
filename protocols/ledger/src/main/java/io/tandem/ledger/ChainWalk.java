package io.tandem.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One chain, record by record.
///
/// A record's hash tells the number under which it was written, even if somebody gave it another one since. Comparing
/// that number with the place where the record is met tells removal, insertion and reordering apart.
final class ChainWalk {
    /// How far from its place a record is looked for.
    private static final int REACH = 64;

    /// After so many searches the rest is told as changed.
    private static final int SEARCHES = 500;

    /// A hole larger than this is told at once, and a record that appears later counts as inserted.
    private static final int HOLE = 10_000;

    private final String team;
    private final ChainVerifier.Scope scope;
    private final List<LedgerProblem> problems = new ArrayList<>();
    private final TreeSet<Long> holes = new TreeSet<>();
    private final Set<Long> bad = new HashSet<>();
    private @Nullable LedgerRecord previous;
    private ChainHead reached;
    private int searches;

    ChainWalk(String team, ChainVerifier.Scope scope) {
        this.team = team;
        this.scope = scope;
        this.reached = ChainHead.empty(team);
    }

    String team() {
        return team;
    }

    /// The record with the highest number met so far.
    ChainHead reached() {
        return reached;
    }

    /// @return whether the record says what it said when it was written
    boolean step(LedgerRecord record) {
        Long written = numberWritten(record);
        boolean untouched = written != null;
        if (!untouched) {
            report(LedgerProblem.Kind.CHANGED, record, "It does not say what it said when it was written.");
        }
        place(record, written == null ? record.number() : written, untouched);
        return untouched;
    }

    /// What is wrong with this chain, by number.
    List<LedgerProblem> end() {
        tellHoles();
        return problems;
    }

    /// Whether nothing is wrong with this chain so far.
    boolean clean() {
        return problems.isEmpty() && holes.isEmpty();
    }

    void report(LedgerProblem.Kind kind, LedgerRecord record, String detail) {
        bad.add(record.number());
        problems.add(new LedgerProblem(kind, team, record.number(), record.eventId(), detail));
    }

    private void place(LedgerRecord record, long number, boolean untouched) {
        long next = reached.number() + 1;
        if (number < next && previous != null) {
            displaced(record, number);
            previous = record;
            return;
        }
        if (number > next) {
            hole(next, number - 1);
        } else if (untouched) {
            checkLink(record, number);
        }
        previous = record;
        reached = new ChainHead(team, number, record.hash());
    }

    private void checkLink(LedgerRecord record, long number) {
        String before = previous == null ? LedgerRecord.GENESIS : previous.hash();
        if (record.previousHash().equals(before) || bad.contains(number - 1)) {
            return;
        }
        if (previous == null) {
            report(LedgerProblem.Kind.CHANGED, record, "The first record names one before it.");
        } else {
            report(
                    LedgerProblem.Kind.CHANGED,
                    previous,
                    "It was replaced: record " + number + " was written after another one.");
        }
    }

    private void displaced(LedgerRecord record, long number) {
        if (holes.remove(number)) {
            report(
                    LedgerProblem.Kind.REORDERED,
                    record,
                    "It was written as record " + number + " and stands behind record " + reached.number() + ".");
        } else {
            bad.add(number);
            problems.add(new LedgerProblem(
                    LedgerProblem.Kind.INSERTED,
                    team,
                    number,
                    record.eventId(),
                    "Two records stand at number " + number + ": one of them was put there later."));
        }
    }

    private void hole(long from, long to) {
        if (scope == ChainVerifier.Scope.PART) {
            return;
        }
        if (to - from < HOLE) {
            for (long number = from; number <= to; number++) {
                holes.add(number);
            }
        } else {
            problems.add(removed(from, to));
        }
    }

    private void tellHoles() {
        @Nullable Long from = null;
        long to = 0;
        for (long number : holes) {
            if (from != null && number != to + 1) {
                problems.add(removed(from, to));
                from = null;
            }
            from = from == null ? number : from;
            to = number;
        }
        if (from != null) {
            problems.add(removed(from, to));
        }
    }

    private LedgerProblem removed(long from, long to) {
        String which =
                from == to ? "Record " + from + " is missing." : "Records " + from + " to " + to + " are missing.";
        return new LedgerProblem(LedgerProblem.Kind.REMOVED, team, from, null, which);
    }

    /// The number under which a record was written, or null if its hash holds under none nearby.
    private @Nullable Long numberWritten(LedgerRecord record) {
        if (record.computeHash().equals(record.hash())) {
            return record.number();
        }
        if (searches++ < SEARCHES) {
            for (long number = Math.max(1, record.number() - REACH); number <= record.number() + REACH; number++) {
                if (record.computeHash(number).equals(record.hash())) {
                    return number;
                }
            }
        }
        return null;
    }
}
