package io.tandem.cli.supervisor;

import io.tandem.cli.home.JsonFile;
import io.tandem.cli.home.TandemHome;
import io.tandem.cli.supervisor.PlatformStatus.Addresses;
import io.tandem.cli.supervisor.PlatformStatus.PartStatus;
import io.tandem.cli.supervisor.PlatformStatus.Phase;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Holds every part's state, writes each change to the status file, and tells it in the supervisor's log.
final class StatusBoard {
    private final TandemHome home;
    private final Addresses addresses;
    private final ProcessId self = ProcessId.of(ProcessHandle.current());
    private final Map<String, PartStatus> parts = new LinkedHashMap<>();
    private Phase phase = Phase.STARTING;
    private String message = "";

    StatusBoard(TandemHome home, Addresses addresses) {
        this.home = home;
        this.addresses = addresses;
    }

    synchronized void add(String part, String address, PartState state) {
        parts.put(
                part, new PartStatus(part, state.word(), state.detail(), address, System.currentTimeMillis(), 0, 0, 0));
        write();
    }

    synchronized void state(String part, PartState state) {
        log(part + ": " + state.word() + (state.detail().isEmpty() ? "" : " (" + state.detail() + ")"));
        change(
                part,
                old -> new PartStatus(
                        part,
                        state.word(),
                        state.detail(),
                        old.address(),
                        System.currentTimeMillis(),
                        old.startMillis(),
                        old.pid(),
                        old.restarts()));
    }

    synchronized void process(String part, long pid, int restarts) {
        change(
                part,
                old -> new PartStatus(
                        part, old.state(), old.detail(), old.address(), old.since(), old.startMillis(), pid, restarts));
    }

    synchronized void started(String part, long millis) {
        change(
                part,
                old -> new PartStatus(
                        part,
                        old.state(),
                        old.detail(),
                        old.address(),
                        old.since(),
                        millis,
                        old.pid(),
                        old.restarts()));
    }

    synchronized void phase(Phase next, String sentence) {
        phase = next;
        message = sentence;
        log(next + (sentence.isEmpty() ? "" : ": " + sentence));
        write();
    }

    private void change(String part, UnaryOperator<PartStatus> change) {
        parts.computeIfPresent(part, (name, old) -> change.apply(old));
        write();
    }

    private void write() {
        List<PartStatus> all = new ArrayList<>(parts.values());
        try {
            JsonFile.write(PlatformStatus.file(home), new PlatformStatus(phase, message, self, addresses, all));
        } catch (UncheckedIOException e) {
            // Stopping must go on where the disk is full; the next change is written again.
            log("the status cannot be written: " + e.getMessage());
        }
    }

    /// The supervisor's standard output is its log.
    static void log(String line) {
        System.out.println(java.time.Instant.now() + " " + line);
    }
}
