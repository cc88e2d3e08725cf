package io.tandem.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// A number of callers that call one after the other for a while.
public final class ClosedLoop {
    private static final long HIGHEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1000.0;

    private ClosedLoop() {}

    /// Calls until the time is over and says how it went.
    ///
    /// @throws IllegalStateException when a call failed: a figure over failures means nothing
    public static Figure run(Subject subject, int connections, Duration time) throws InterruptedException {
        Histogram micros = new ConcurrentHistogram(HIGHEST_MICROS, DIGITS);
        long begun = System.nanoTime();
        long end = begun + time.toNanos();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> loops = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                loops.add(callers.submit(() -> {
                    while (System.nanoTime() < end) {
                        long called = System.nanoTime();
                        subject.call();
                        micros.recordValue((System.nanoTime() - called) / 1000);
                    }
                    return null;
                }));
            }
            for (Future<?> loop : loops) {
                loop.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(subject.name() + " failed under load", e.getCause());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Figure(
                subject.name(),
                connections,
                micros.getTotalCount() / seconds,
                micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
                micros.getValueAtPercentile(95) / MICROS_PER_MILLI,
                micros.getValueAtPercentile(99) / MICROS_PER_MILLI);
    }
}
