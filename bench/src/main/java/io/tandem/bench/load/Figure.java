package io.tandem.bench.load;

import java.util.Locale;

/// What one load measured.
///
/// @param connections callers at a time, each waiting for its answer before the next call
/// @param perSecond answers per second
/// @param p50Millis the median latency; likewise the two others
public record Figure(
        String subject, int connections, double perSecond, double p50Millis, double p95Millis, double p99Millis) {
    public String line() {
        return String.format(
                Locale.ROOT,
                "%-16s %3d at a time  %8.1f/s  p50 %7.2f ms  p95 %7.2f ms  p99 %7.2f ms",
                subject,
                connections,
                perSecond,
                p50Millis,
                p95Millis,
                p99Millis);
    }
}
