package io.tandem.cli.command;

import io.tandem.cli.home.TandemHome;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.terminal.OutputOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the end of a part's log, and goes on with `-f`.
@Command(name = "logs", description = "Print the log of a part.")
final class LogsCommand implements Callable<Integer> {
    enum LogName {
        POSTGRES,
        KAFKA,
        KEYCLOAK,
        PLATFORM,
        MODEL,
        SUPERVISOR,
        DEMO
    }

    private static final long LOOK_MILLIS = 250;
    private static final int BLOCK = 8192;

    @Mixin
    OutputOptions options = new OutputOptions();

    @Parameters(
            paramLabel = "PART",
            description = "One of postgres, kafka, keycloak, platform, model, supervisor, demo.")
    LogName part = LogName.PLATFORM;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as the log grows.")
    boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many lines from the end (default ${DEFAULT-VALUE}).")
    int lines = 200;

    @Override
    public Integer call() throws IOException, InterruptedException {
        TandemHome home = Tandem.settings().home();
        Path log = home.log(part.name().toLowerCase(Locale.ROOT));
        if (!Files.exists(log)) {
            throw new Failure(
                    ExitCode.NOT_FOUND,
                    part == LogName.MODEL
                            ? "There is no log " + log + ": no local model was started here; see ./tandem status."
                            : "There is no log " + log + " yet: start the platform with ./tandem up.");
        }
        long at = startOfLast(log, Math.max(0, lines));
        do {
            at = print(log, at);
            if (follow) {
                Thread.sleep(LOOK_MILLIS);
            }
        } while (follow);
        return ExitCode.OK.number();
    }

    /// The offset of the last `count` lines.
    static long startOfLast(Path log, int count) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long end = file.length();
            long at = end;
            int found = 0;
            byte[] block = new byte[BLOCK];
            while (at > 0) {
                int size = (int) Math.min(BLOCK, at);
                file.seek(at - size);
                file.readFully(block, 0, size);
                for (int i = size - 1; i >= 0; i--) {
                    boolean lastByte = at - size + i == end - 1;
                    if (block[i] == '\n' && !lastByte && ++found == count) {
                        return at - size + i + 1;
                    }
                }
                at -= size;
            }
            return count == 0 ? end : 0;
        }
    }

    private static long print(Path log, long from) throws IOException {
        PrintStream out = System.out;
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long at = from > file.length() ? 0 : from; // the log was rotated
            file.seek(at);
            byte[] block = new byte[BLOCK];
            for (int read = file.read(block); read > 0; read = file.read(block)) {
                out.write(block, 0, read);
                at += read;
            }
            out.flush();
            return at;
        }
    }
}
