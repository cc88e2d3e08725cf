package io.tandem.ledger;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a verification found.
///
/// @param records how many were read
/// @param problemCount how many problems there are; [#problems] holds the first of them
/// @param pendingGaps numbers of sources that are missing but may still be on their way
/// @param heads the chains' ends as they were read
/// @param notes what is true and worth knowing, such as a call without an outcome; the first hundred
/// @param noteCount how many there are
/// @param sealing how far signatures reach, null where there are none to check
public record Verification(
        boolean ok,
        long records,
        @Nullable LedgerProblem firstBad,
        List<LedgerProblem> problems,
        long problemCount,
        long pendingGaps,
        List<ChainHead> heads,
        List<LedgerProblem> notes,
        long noteCount,
        @Nullable Sealing sealing) {

    public Verification {
        problems = List.copyOf(problems);
        heads = List.copyOf(heads);
        notes = List.copyOf(notes);
    }

    /// One value for all chains: whoever keeps it can tell later whether anything before it was touched.
    public String head() {
        return headOf(heads);
    }

    /// SHA-256 over team, number and hash of each chain, sorted by team.
    public static String headOf(List<ChainHead> heads) {
        Netstrings fields = new Netstrings();
        heads.stream().sorted(Comparator.comparing(ChainHead::team)).forEach(head -> fields.add(head.team())
                .add(Long.toString(head.number()))
                .add(head.hash()));
        return fields.sha256();
    }
}
