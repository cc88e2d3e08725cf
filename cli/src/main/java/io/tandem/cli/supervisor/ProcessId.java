package io.tandem.cli.supervisor;

import java.util.Optional;

/// A process that is not mistaken for a later one with the same number.
///
/// @param started milliseconds since 1970, 0 where the system does not tell
public record ProcessId(long pid, long started) {
    private static final long CLOCK_SLACK_MILLIS = 2_000;

    public static ProcessId of(ProcessHandle process) {
        return new ProcessId(process.pid(), started(process));
    }

    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> Math.abs(started(process) - started) <= CLOCK_SLACK_MILLIS);
    }

    private static long started(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(java.time.Instant::toEpochMilli)
                .orElse(0L);
    }
}
