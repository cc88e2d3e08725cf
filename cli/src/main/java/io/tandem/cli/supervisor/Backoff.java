package io.tandem.cli.supervisor;

import java.time.Duration;

/// How long to wait before a part is started again: at once after a good run, then doubling up to half a minute.
///
/// @param deaths deaths in a row without a good run between
record Backoff(int deaths) {
    private static final Duration GOOD_RUN = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    static Backoff none() {
        return new Backoff(0);
    }

    /// After a process died that was ready for this long (zero: never).
    Backoff afterDeath(Duration readyFor) {
        return readyFor.compareTo(GOOD_RUN) >= 0 ? new Backoff(1) : new Backoff(deaths + 1);
    }

    Duration delay() {
        if (deaths <= 2) {
            return Duration.ZERO;
        }
        Duration delay = Duration.ofMillis(500L << Math.min(deaths - 3, 10));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
