package io.tandem.cli.supervisor;

import io.tandem.cli.home.TandemHome;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.parts.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// What must be true of this machine before anything starts: memory, disk and ports.
final class Machine {
    private static final long MEGABYTE = 1L << 20;
    private static final long NEEDED_MEMORY_MB = 1_500;
    private static final long NEEDED_DISK_FIRST_MB = 2_000;
    private static final long NEEDED_DISK_LATER_MB = 300;

    private Machine() {}

    static void checkDisk(TandemHome home) {
        try {
            boolean first = !Files.exists(home.data().resolve("postgres"));
            long needed = first ? NEEDED_DISK_FIRST_MB : NEEDED_DISK_LATER_MB;
            long free = Files.getFileStore(home.root()).getUsableSpace() / MEGABYTE;
            if (free < needed) {
                throw Failure.failed("Only " + free + " MB are free in " + home.root() + " and Tandem needs " + needed
                        + " MB there: free some, or set TANDEM_HOME to a folder on another disk.");
            }
        } catch (IOException e) {
            throw Failure.failed("The free space in " + home.root() + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    static void checkMemory() {
        OptionalLong available = availableMemory(Path.of("/proc/meminfo"));
        if (available.isPresent() && available.getAsLong() < NEEDED_MEMORY_MB) {
            throw Failure.failed("Only " + available.getAsLong() + " MB of memory are available and Tandem needs "
                    + NEEDED_MEMORY_MB + " MB: close other programs, or give this machine more memory.");
        }
    }

    /// Megabytes that programs can still take; empty where the system does not tell.
    static OptionalLong availableMemory(Path meminfo) {
        if (!Files.isReadable(meminfo)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(meminfo).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    static void checkPorts(List<Part> parts, Children children) {
        for (Part part : parts) {
            if (children.leftover(part.name()).isPresent()) {
                continue; // its port is taken by itself
            }
            for (int port : part.ports()) {
                if (PortOwner.taken(port)) {
                    throw Failure.failed("Port " + port + " for " + part.name() + " is taken by "
                            + PortOwner.describe(port) + ": stop that, or set " + variable(part)
                            + " to a free port.");
                }
            }
        }
    }

    private static String variable(Part part) {
        return switch (part.name()) {
            case "postgres" -> "TANDEM_POSTGRES_PORT";
            case "kafka" -> "TANDEM_KAFKA_PORT";
            case "keycloak" -> "TANDEM_KEYCLOAK_PORT";
            default -> "TANDEM_HTTP_PORT";
        };
    }
}
