package io.tandem.cli.supervisor;

import io.tandem.cli.home.JsonFile;
import io.tandem.cli.home.TandemHome;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.parts.Launch;
import io.tandem.cli.parts.Part;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Starts and stops the parts' processes, each with a record in `run/PART.json`, by which a later supervisor knows a
/// process
/// that outlived its own.
final class Children {
    private static final long LOG_LIMIT = 10L << 20;

    private final TandemHome home;

    Children(TandemHome home) {
        this.home = home;
    }

    record Child(ProcessHandle process, boolean adopted) {}

    record ChildRecord(ProcessId process, String fingerprint) {}

    /// The part's process if one is left from before and still alive.
    Optional<ProcessHandle> leftover(String part) {
        return JsonFile.read(file(part), ChildRecord.class)
                .flatMap(record -> record.process().find());
    }

    /// Adopts a leftover that runs just what the launch says, else ends it, and starts the part.
    Child startOrAdopt(Part part, Launch launch) {
        Optional<ChildRecord> record = JsonFile.read(file(part.name()), ChildRecord.class);
        Optional<ProcessHandle> left = record.flatMap(known -> known.process().find());
        if (record.isPresent() && left.isPresent()) {
            if (record.get().fingerprint().equals(launch.fingerprint())) {
                return new Child(left.get(), true);
            }
            stop(left.get(), launch.stop());
        }
        return new Child(start(part, launch), false);
    }

    private ProcessHandle start(Part part, Launch launch) {
        Path log = home.log(part.name());
        try {
            if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
                Files.move(log, log.resolveSibling(part.name() + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            ProcessBuilder builder = new ProcessBuilder(launch.command())
                    .directory(launch.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(launch.environment());
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            ProcessHandle process = builder.start().toHandle();
            JsonFile.write(file(part.name()), new ChildRecord(ProcessId.of(process), launch.fingerprint()));
            return process;
        } catch (IOException e) {
            throw Failure.failed(
                    part.name() + " cannot be started (" + e.getMessage() + "): see ./tandem logs " + part.name() + ".",
                    e);
        }
    }

    /// Asks the process to end, kills it after the grace, and forgets it.
    void stop(ProcessHandle process, Launch.Stop stop) {
        signal(process, stop.signal());
        if (!ended(process, stop.grace())) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            ended(process, Duration.ofSeconds(10));
        }
    }

    void forget(String part) {
        try {
            Files.deleteIfExists(file(part));
        } catch (IOException e) {
            throw Failure.failed("The file " + file(part) + " cannot be removed: " + e.getMessage() + ".", e);
        }
    }

    private static void signal(ProcessHandle process, String signal) {
        if (signal.equals("TERM")) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ended(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private Path file(String part) {
        return home.run().resolve(part + ".json");
    }
}
