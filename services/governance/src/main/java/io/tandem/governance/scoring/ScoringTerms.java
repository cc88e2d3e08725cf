package io.tandem.governance.scoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How much of an agent's runs is scored.
///
/// @param share of its runs, in percent; 0 turns it off
/// @param runsADay at most, UTC days
/// @param changedBy null where nobody changed what is usual
record ScoringTerms(
        int share,
        int runsADay,
        @Nullable String changedBy,
        @Nullable Instant changedAt) {
    static final ScoringTerms USUAL = new ScoringTerms(5, 50, null, null);
}
