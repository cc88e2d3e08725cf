package io.tandem.cli.parts;

import io.tandem.cli.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs a short command to its end, its output in a log.
final class Commands {
    private Commands() {}

    /// Runs it, and fails with the log's last lines when it does not end with 0.
    static void run(List<String> command, Map<String, String> environment, Path log) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            int exit = waitFor(builder.start());
            if (exit != 0) {
                throw Failure.failed(Path.of(command.getFirst()).getFileName() + " ended with " + exit + "; the end of "
                        + log + " says:\n" + lastLines(log, 8));
            }
        } catch (IOException e) {
            throw Failure.failed("The program " + command.getFirst() + " cannot be run: " + e.getMessage() + ".", e);
        }
    }

    /// Whether a command can be run and ends with 0; its output is dropped.
    static boolean succeeds(String... command) {
        try {
            return waitFor(new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start())
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw Failure.failed("Starting was interrupted.", e);
        }
    }

    private static String lastLines(Path log, int count) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
}
