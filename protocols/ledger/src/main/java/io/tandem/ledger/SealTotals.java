package io.tandem.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The checkpoints of all teams, which come one after the other.
final class SealTotals {
    private final Seals seals;
    private final List<LedgerProblem> problems = new ArrayList<>();
    private final Set<String> walked = new HashSet<>();
    private @Nullable String team;
    private @Nullable SealWalk walk;
    private long checkpoints;
    private long sealed;
    private long unsealed;
    private long late;

    SealTotals(Seals seals) {
        this.seals = seals;
    }

    void step(LedgerRecord record, @Nullable String checkpoint, boolean clean) {
        SealWalk current = walk;
        if (current == null || !record.team().equals(team)) {
            endWalk();
            team = record.team();
            walked.add(record.team());
            current = new SealWalk(record.team(), seals);
            walk = current;
        }
        current.step(record, checkpoint, clean);
    }

    /// What is wrong, after the last record.
    List<LedgerProblem> end() {
        endWalk();
        Set<String> told = new HashSet<>();
        for (Checkpoint copy : seals.kept()) {
            if (!walked.contains(copy.team()) && told.add(copy.team())) {
                problems.add(SealWalk.rolledBack(0, copy));
            }
        }
        return problems;
    }

    Sealing sealing() {
        return new Sealing(
                checkpoints,
                sealed,
                unsealed,
                late,
                seals.keys().stream().map(LedgerKey::id).toList(),
                seals.kept().size() - seals.newest().size());
    }

    private void endWalk() {
        SealWalk ended = walk;
        if (ended != null) {
            problems.addAll(ended.end());
            checkpoints += ended.checkpoints();
            sealed += ended.sealedRecords();
            unsealed += ended.unsealed();
            late += ended.late();
            walk = null;
        }
    }
}
