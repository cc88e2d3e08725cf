package io.tandem.cli.supervisor;

import com.sun.management.OperatingSystemMXBean;
import io.tandem.cli.home.TandemHome;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.parts.Part;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What must be true of this machine before anything starts: memory, disk and ports; and whether a full disk is why
/// something failed.
public final class Machine {
    private static final long MEGABYTE = 1L << 20;
    private static final long NEEDED_MEMORY_MB = 1_500;
    private static final long NEEDED_DISK_FIRST_MB = 2_000;
    private static final long NEEDED_DISK_LATER_MB = 300;

    private static final long FULL_MB = 16;
    private static final Pattern NO_SPACE = Pattern.compile("No space left on device|Disk quota exceeded");

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
        availableMemory(Path.of("/proc/meminfo")).ifPresent(available -> checkMemory(available, granted()));
    }

    /// @param available megabytes that this machine has left
    /// @param granted megabytes that a container may take in all; the whole machine's outside of one
    static void checkMemory(long available, long granted) {
        if (granted < NEEDED_MEMORY_MB) {
            throw Failure.failed("Only " + granted + " MB of memory are granted to programs here and Tandem needs "
                    + NEEDED_MEMORY_MB + " MB: raise the limit of this container or group.");
        }
        if (available < NEEDED_MEMORY_MB) {
            throw Failure.failed("Only " + available + " MB of memory are available and Tandem needs "
                    + NEEDED_MEMORY_MB + " MB: close other programs, or give this machine more memory.");
        }
    }

    private static long granted() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize() / MEGABYTE
                : Long.MAX_VALUE;
    }

    /// Where a disk that filled up is the reason, that in one sentence; else what is known of it.
    static String reason(TandemHome home, String sentence) {
        return NO_SPACE.matcher(sentence).find() ? full(home) : fullDisk(home).orElse(sentence);
    }

    /// Says so when next to nothing is free where the home lies.
    public static Optional<String> fullDisk(TandemHome home) {
        try {
            long free = Files.getFileStore(home.root()).getUsableSpace() / MEGABYTE;
            return free < FULL_MB ? Optional.of(full(home)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String full(TandemHome home) {
        return "The disk of " + home.root()
                + " is full: free some space, or set TANDEM_HOME to a folder on another disk; then ./tandem up again.";
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
        checkDifferent(parts);
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

    /// Two parts that were given the same port would only find out when the second starts.
    static void checkDifferent(List<Part> parts) {
        Map<Integer, Part> seen = new HashMap<>();
        for (Part part : parts) {
            for (int port : part.ports()) {
                Part other = seen.put(port, part);
                if (other != null) {
                    throw Failure.usage(variable(other) + " and " + variable(part) + " are both " + port
                            + ": give each part a port of its own.");
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
