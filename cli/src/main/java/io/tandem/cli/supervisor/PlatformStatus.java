package io.tandem.cli.supervisor;

import io.tandem.cli.home.JsonFile;
import io.tandem.cli.home.TandemHome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The whole as other commands see it, kept in `run/state.json`.
///
/// @param message the failure in one sentence, else empty
public record PlatformStatus(
        Phase phase, String message, ProcessId supervisor, Addresses addresses, List<PartStatus> parts) {
    public enum Phase {
        STARTING,
        READY,
        STOPPING,
        STOPPED,
        FAILED
    }

    public record Addresses(String url, String oidcUrl, boolean demoPeople) {}

    /// @param since when it entered its state, milliseconds since 1970
    /// @param startMillis how long the last start took, 0 before the first
    /// @param pid 0 when no process runs
    public record PartStatus(
            String name,
            String state,
            String detail,
            String address,
            long since,
            long startMillis,
            long pid,
            int restarts) {}

    public PlatformStatus {
        parts = List.copyOf(parts);
    }

    public static Path file(TandemHome home) {
        return home.run().resolve("state.json");
    }

    public static Optional<PlatformStatus> read(TandemHome home) {
        return JsonFile.read(file(home), PlatformStatus.class);
    }

    /// The status, if the supervisor that wrote it still lives.
    public static Optional<PlatformStatus> live(TandemHome home) {
        return read(home).filter(status -> status.supervisor().find().isPresent());
    }
}
