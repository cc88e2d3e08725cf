package io.tandem.hub.ledger;

import io.tandem.events.LedgerHead;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How old the newest head of the ledger is, by this process's own clock.
///
/// A head's age is the time since it arrived here, and what the ledger was behind when it was made, which is the
/// difference of two times of one clock, governance's. So clocks that differ do no harm. A head counts only if it is
/// newer than the one before, so a repeated one makes nothing young, and the first one seen counts as nothing: it
/// may have been lying there for hours.
final class LedgerWatch {
    private final LongSupplier nanos;
    private @Nullable Instant newest;
    private @Nullable Seen seen;

    /// @param nanos a clock that only goes forward, such as [System#nanoTime()]
    LedgerWatch(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Seen(long arrived, Duration behind) {}

    /// A head whose signature holds.
    synchronized void arrived(LedgerHead head) {
        Instant before = newest;
        Instant readTo = head.readTo();
        if (readTo == null || before != null && !head.at().isAfter(before)) {
            return;
        }
        newest = head.at();
        if (before != null) {
            seen = new Seen(nanos.getAsLong(), Duration.between(readTo, head.at()));
        }
    }

    /// Null where no head has come yet.
    synchronized @Nullable Duration age() {
        Seen last = seen;
        return last == null
                ? null
                : Duration.ofNanos(nanos.getAsLong() - last.arrived()).plus(last.behind());
    }
}
