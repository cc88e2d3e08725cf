package io.tandem.cli.command;

import io.tandem.cli.home.TandemHome;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.parts.JavaCommand;
import io.tandem.cli.supervisor.ProcessId;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Starts and ends the supervisor: a process of its own session, so that Ctrl-C in a terminal reaches the command only,
/// which
/// then stops everything in order.
final class SupervisorProcess {
    private static final long STOP_LIMIT_SECONDS = 180;

    private SupervisorProcess() {}

    /// @param owned whether it ends with this process, however that ends
    static ProcessId start(TandemHome home, boolean owned) {
        try {
            List<String> command = new ArrayList<>(ownSession());
            command.addAll(List.of(
                    JavaCommand.java(),
                    "-Xms16m",
                    "-Xmx64m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-Dtandem.project=" + System.getProperty("tandem.project"),
                    "-cp",
                    classPath(home),
                    Tandem.class.getName(),
                    "supervise"));
            if (owned) {
                command.add("--owner=" + ProcessHandle.current().pid());
            }
            ProcessBuilder builder = new ProcessBuilder(command);
            // It works in the home; what was given from where the person stands must not be looked for there.
            builder.environment().put("TANDEM_HOME", home.root().toString());
            builder.environment()
                    .computeIfPresent("TANDEM_MODELS_FILE", (name, file) -> file.isBlank() ? file : absolute(file));
            Process process = builder.directory(home.root().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.log("supervisor").toFile()))
                    .start();
            return ProcessId.of(process.toHandle());
        } catch (IOException e) {
            throw Failure.failed(
                    "The supervisor cannot be started (" + firstLine(e) + "): check the free space and the rights of "
                            + home.root() + ".",
                    e);
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static String absolute(String file) {
        return Path.of(file.strip()).toAbsolutePath().normalize().toString();
    }

    /// Asks it to stop everything, and waits until it has. True when nothing of it is left.
    static boolean stop(TandemHome home, ProcessId supervisor) {
        ProcessHandle process = supervisor.find().orElse(null);
        if (process == null) {
            return true;
        }
        process.destroy();
        try {
            process.onExit().get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Jars that a build makes are run from copies, so that a build beside it takes nothing away from a running
    /// supervisor.
    private static String classPath(TandemHome home) throws IOException {
        List<String> path = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(element);
            String name = jar.getFileName().toString();
            if (name.startsWith("tandem-") && Files.isRegularFile(jar)) {
                Path copy = home.parts().resolve(name.replaceAll("-[0-9].*", ".jar"));
                Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
                path.add(copy.toString());
            } else {
                path.add(element);
            }
        }
        return String.join(File.pathSeparator, path);
    }

    private static List<String> ownSession() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, "setsid"))) {
                return List.of(Path.of(folder, "setsid").toString());
            }
        }
        Path perl = Path.of("/usr/bin/perl"); // macOS has no setsid command
        return Files.isExecutable(perl)
                ? List.of(perl.toString(), "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV", "--")
                : List.of();
    }
}
