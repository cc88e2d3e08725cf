package io.tandem.events;

import java.time.Instant;

/// What came of watching a canary, on `canary.standings`.
///
/// @param since when the canary began, which tells it from another one of the same version
/// @param sentence why, for people
public record CanaryStanding(
        int schema, String agent, String version, Instant since, Decision decision, String sentence, Instant at) {
    public static final int SCHEMA = 1;

    public enum Decision {
        /// Too few runs to say anything.
        WATCHING,
        /// Enough runs, and no worse than the active version.
        READY,
        /// It got worse, and gives way.
        ROLL_BACK
    }
}
