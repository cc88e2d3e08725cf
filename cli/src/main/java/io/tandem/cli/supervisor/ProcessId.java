package io.tandem.cli.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                .filter(process -> !dead(process))
                .filter(process -> Math.abs(started(process) - started) <= CLOCK_SLACK_MILLIS);
    }

    /// A killed process stays listed until somebody collects it, with state `Z` after its name in parentheses.
    private static boolean dead(ProcessHandle process) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return line.startsWith("Z", line.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return !process.isAlive(); // no /proc here, or it ended just now
        }
    }

    private static long started(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(java.time.Instant::toEpochMilli)
                .orElse(0L);
    }
}
