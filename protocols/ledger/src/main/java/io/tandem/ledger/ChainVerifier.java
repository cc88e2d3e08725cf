package io.tandem.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks records that come team by team in the order of their numbers, and goes on after what is wrong.
///
/// Of a part of the ledger ([Scope#PART], a filtered export) each record's hash, its payload and the links
/// between neighbours are checked; of the whole also that nothing is missing, of the chains and of the
/// sources.
public final class ChainVerifier {
    /// So many problems are told one by one.
    public static final int TOLD = 100;

    /// What the records are.
    public enum Scope {
        WHOLE,
        PART
    }

    /// Whether payloads come with the records.
    public enum Payloads {
        GIVEN,
        LEFT_OUT
    }

    private final Scope scope;
    private final Payloads payloads;
    private final SourceNumbers sources = new SourceNumbers();
    private final List<LedgerProblem> problems = new ArrayList<>();
    private final List<ChainHead> ends = new ArrayList<>();
    private final CallPairs pairs = new CallPairs();
    private final KnownPolicies policies = new KnownPolicies();
    private final MissingPayloads missing = new MissingPayloads();
    private final @Nullable SealTotals seals;
    private @Nullable ChainWalk walk;
    private long records;

    /// Checks no signatures.
    public ChainVerifier(Scope scope, Payloads payloads) {
        this(scope, payloads, null);
    }

    /// @param seals what signatures are checked with, where the records bring checkpoints
    public ChainVerifier(Scope scope, Payloads payloads, @Nullable Seals seals) {
        this.scope = scope;
        this.payloads = payloads;
        this.seals = seals == null ? null : new SealTotals(seals);
    }

    /// The next record, without a checkpoint.
    ///
    /// @param payload null if there is none
    public void accept(LedgerRecord record, byte @Nullable [] payload) {
        accept(record, payload, null);
    }

    /// The next record.
    ///
    /// @param payload null if there is none
    /// @param checkpoint the signed checkpoint that ends with this record, if there is one
    public void accept(LedgerRecord record, byte @Nullable [] payload, @Nullable String checkpoint) {
        records++;
        ChainWalk current = walk;
        if (current == null || !current.team().equals(record.team())) {
            endWalk();
            current = new ChainWalk(record.team(), scope);
            walk = current;
        }
        boolean untouched = current.step(record);
        boolean whole = payloads == Payloads.LEFT_OUT || checkPayload(record, payload, current);
        if (untouched && whole && payload != null) {
            missing.add(record, payload);
        }
        if (scope == Scope.WHOLE) {
            if (untouched) {
                sources.add(record);
            }
            if (untouched && whole) {
                pairing(record, payload);
            }
            if (seals != null) {
                seals.step(record, checkpoint, current.clean());
            }
        }
    }

    private void pairing(LedgerRecord record, byte @Nullable [] payload) {
        if (payload == null) {
            pairs.withoutPayload(record);
        } else {
            pairs.add(record, payload);
            policies.add(record, payload);
        }
    }

    /// How many records were read so far.
    public long records() {
        return records;
    }

    /// The verdict, after the last record.
    ///
    /// @param heads where each chain should end; for a part of the ledger they are told and not compared
    /// @param now when the records were read
    public Verification finish(List<ChainHead> heads, Instant now) {
        endWalk();
        problems.addAll(missing.problems());
        long pending = 0;
        if (scope == Scope.WHOLE) {
            compareEnds(heads);
            SourceNumbers.Missing gaps = sources.missing(now);
            problems.addAll(gaps.problems());
            pending = gaps.pending();
            problems.addAll(pairs.problems(now));
            problems.addAll(policies.problems(now));
            if (seals != null) {
                problems.addAll(seals.end());
            }
        }
        List<LedgerProblem> notes = new ArrayList<>(missing.notes());
        notes.addAll(pairs.notes());
        problems.sort(Comparator.comparing(LedgerProblem::team).thenComparingLong(LedgerProblem::number));
        return new Verification(
                problems.isEmpty(),
                records,
                problems.isEmpty() ? null : problems.getFirst(),
                problems.subList(0, Math.min(TOLD, problems.size())),
                problems.size(),
                pending,
                heads,
                notes.subList(0, Math.min(TOLD, notes.size())),
                notes.size(),
                seals == null || scope == Scope.PART ? null : seals.sealing());
    }

    private void endWalk() {
        ChainWalk ended = walk;
        if (ended != null) {
            problems.addAll(ended.end());
            ends.add(ended.reached());
            walk = null;
        }
    }

    /// Whether it is the one that was recorded, or gone: whether it may be is known when all erasures are.
    private boolean checkPayload(LedgerRecord record, byte @Nullable [] payload, ChainWalk walk) {
        if (payload == null) {
            missing.gone(record);
            return true;
        }
        if (!Netstrings.sha256(payload).equals(record.payloadHash())) {
            walk.report(LedgerProblem.Kind.PAYLOAD_CHANGED, record, "Its payload is not the one that was recorded.");
            return false;
        }
        return true;
    }

    private void compareEnds(List<ChainHead> heads) {
        Map<String, ChainHead> expected = new HashMap<>();
        heads.forEach(head -> expected.put(head.team(), head));
        for (ChainHead end : ends) {
            ChainHead head = expected.remove(end.team());
            compareEnd(end, head == null ? ChainHead.empty(end.team()) : head);
        }
        for (ChainHead head : expected.values()) {
            if (head.number() > 0) {
                compareEnd(ChainHead.empty(head.team()), head);
            }
        }
    }

    private void compareEnd(ChainHead end, ChainHead head) {
        if (end.number() < head.number()) {
            problems.add(new LedgerProblem(
                    LedgerProblem.Kind.REMOVED,
                    end.team(),
                    end.number() + 1,
                    null,
                    "Records " + (end.number() + 1) + " to " + head.number()
                            + " at the end of the chain are missing."));
        } else if (end.number() > head.number()) {
            problems.add(new LedgerProblem(
                    LedgerProblem.Kind.INSERTED,
                    end.team(),
                    head.number() + 1,
                    null,
                    "The chain's head is record " + head.number() + "; what follows it was put there later."));
        } else if (!end.hash().equals(head.hash())
                && problems.stream().noneMatch(known -> known.team().equals(end.team()))) {
            problems.add(new LedgerProblem(
                    LedgerProblem.Kind.CHANGED,
                    end.team(),
                    end.number(),
                    null,
                    "The newest record is not the one that the chain's head names."));
        }
    }
}
