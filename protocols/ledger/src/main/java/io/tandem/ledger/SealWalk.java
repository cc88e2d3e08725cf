package io.tandem.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One team's checkpoints against its records: the tree grows record by record, and where a checkpoint was signed its
/// root must be the signed one.
final class SealWalk {
    private static final long MINUTE = 60;

    private final String team;
    private final Seals seals;
    private final @Nullable Checkpoint newest;
    private final TreeMap<Long, List<Checkpoint>> kept = new TreeMap<>();
    private final List<LedgerProblem> problems = new ArrayList<>();
    private final TreeMap<Long, Long> waiting = new TreeMap<>();
    private final MerkleEdge edge = new MerkleEdge();
    private boolean rewritten;
    private long lastSize;
    private long lastGood;
    private long checkpoints;
    private long late;

    SealWalk(String team, Seals seals) {
        this.team = team;
        this.seals = seals;
        this.newest = seals.newestByTeam().get(team);
        seals.kept().stream()
                .filter(checkpoint -> checkpoint.team().equals(team))
                .forEach(checkpoint -> kept.computeIfAbsent(checkpoint.size(), size -> new ArrayList<>())
                        .add(checkpoint));
    }

    /// @param note the signed checkpoint that ends with this record, if there is one
    /// @param clean whether nothing else is wrong with the chain so far; what is wrong there is told there
    void step(LedgerRecord record, @Nullable String note, boolean clean) {
        edge.add(leaf(record));
        waiting.merge(record.recorded().getEpochSecond() / MINUTE, 1L, Long::sum);
        if (note != null) {
            seals.checkpoint(note)
                    .filter(checkpoint -> checkpoint.team().equals(team) && checkpoint.size() == record.number())
                    .ifPresentOrElse(
                            checkpoint -> sealed(checkpoint, record, clean),
                            () -> report(
                                    LedgerProblem.Kind.CHECKPOINT_CHANGED,
                                    record,
                                    "Its checkpoint is not one that a known key signed for this place."));
        }
        for (Checkpoint copy : kept.getOrDefault(edge.size(), List.of())) {
            compare(
                    copy,
                    record,
                    clean,
                    "The checkpoint of " + copy.at() + " that was kept elsewhere has another root");
        }
    }

    private static byte[] leaf(LedgerRecord record) {
        try {
            return MerkleHash.leaf(record.hash());
        } catch (IllegalArgumentException e) {
            return MerkleHash.leaf(record.computeHash()); // what it claims is no hash, which the chain tells
        }
    }

    private void sealed(Checkpoint checkpoint, LedgerRecord record, boolean clean) {
        checkpoints++;
        if (checkpoint.previous() != lastSize && clean) {
            report(
                    LedgerProblem.Kind.CHECKPOINT_MISSING,
                    record,
                    "The checkpoint before it, of record " + checkpoint.previous() + ", is missing.");
        }
        lastSize = checkpoint.size();
        compare(checkpoint, record, clean, "The checkpoint of " + checkpoint.at() + " has another root");
        late += countLate(checkpoint.at());
        waiting.clear();
    }

    private void compare(Checkpoint checkpoint, LedgerRecord record, boolean clean, String what) {
        if (checkpoint.holds(edge)) {
            lastGood = Math.max(lastGood, checkpoint.size());
        } else if (clean && !rewritten) {
            rewritten = true;
            problems.add(new LedgerProblem(
                    LedgerProblem.Kind.REWRITTEN,
                    team,
                    lastGood + 1,
                    null,
                    what + ": among records " + (lastGood + 1) + " to " + record.number()
                            + " is one that is not what was signed."));
        }
    }

    /// Records of minutes that were over a minute before the checkpoint.
    private long countLate(Instant signed) {
        return waiting.headMap(signed.getEpochSecond() / MINUTE - 1).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /// What is wrong with this team's checkpoints.
    List<LedgerProblem> end() {
        Checkpoint given = newest;
        if (given != null && given.size() > lastSize && given.size() <= edge.size()) {
            problems.add(new LedgerProblem(
                    LedgerProblem.Kind.CHECKPOINT_MISSING,
                    team,
                    given.size(),
                    null,
                    "The team's newest checkpoint, of record " + given.size() + ", is missing."));
        }
        Optional.ofNullable(kept.lastEntry())
                .filter(last -> last.getKey() > edge.size())
                .ifPresent(last ->
                        problems.add(rolledBack(edge.size(), last.getValue().getFirst())));
        return problems;
    }

    static LedgerProblem rolledBack(long size, Checkpoint signed) {
        return new LedgerProblem(
                LedgerProblem.Kind.ROLLED_BACK,
                signed.team(),
                size + 1,
                null,
                "A checkpoint of " + signed.at() + " covers " + signed.size() + " records; here are " + size + ".");
    }

    long checkpoints() {
        return checkpoints;
    }

    long sealedRecords() {
        return Math.min(lastSize, edge.size());
    }

    long unsealed() {
        return edge.size() - sealedRecords();
    }

    long late() {
        return late;
    }

    private void report(LedgerProblem.Kind kind, LedgerRecord record, String detail) {
        problems.add(new LedgerProblem(kind, team, record.number(), record.eventId(), detail));
    }
}
