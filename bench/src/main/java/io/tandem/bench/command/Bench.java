package io.tandem.bench.command;

import io.tandem.bench.echo.EchoBenchmark;
import io.tandem.bench.ledger.LedgerBenchmark;
import io.tandem.bench.policy.DecisionBenchmark;
import io.tandem.bench.start.StartBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./tandem bench`: figures of a Tandem that it starts for itself. Run it on an idle machine; the load is printed.
@Command(
        name = "tandem bench",
        mixinStandardHelpOptions = true,
        description = "Measure a Tandem started for it, in a home and on ports of its own.")
public final class Bench {
    private static final Path PROJECT =
            Path.of(System.getProperty("tandem.project", "..")).toAbsolutePath().normalize();

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Command(
            name = "up",
            mixinStandardHelpOptions = true,
            description = "Time of `tandem up` with a sign-in, and the memory of all parts.")
    int up(@Option(names = "--starts", defaultValue = "5", description = "Starts after the first one (5).") int starts)
            throws IOException, InterruptedException {
        machine();
        new StartBenchmark(PROJECT, System.out).run(starts);
        return 0;
    }

    @Command(
            name = "echo",
            mixinStandardHelpOptions = true,
            description = "Latency and throughput of a short task, beside the Python a2a-sdk and the broker alone.")
    int echo(
            @Option(names = "--rounds", defaultValue = "3", description = "Rounds per subject (3).") int rounds,
            @Option(names = "--seconds", defaultValue = "10", description = "Seconds of a round (10).") int seconds,
            @Option(names = "--warm-up", defaultValue = "30", description = "Seconds of warm-up (30).") int warmUp)
            throws Exception {
        machine();
        new EchoBenchmark(PROJECT, System.out)
                .run(new EchoBenchmark.Plan(rounds, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds)));
        return 0;
    }

    @Command(
            name = "ledger",
            mixinStandardHelpOptions = true,
            description =
                    "How fast the ledger takes events, how soon they are signed, how long a text is searched for, how long a"
                            + " large export verifies.")
    int ledger(
            @Option(names = "--appends", defaultValue = "50000", description = "Events at full speed (50000).")
                    int appends,
            @Option(names = "--singles", defaultValue = "300", description = "Events timed one by one (300).")
                    int singles,
            @Option(names = "--records", defaultValue = "1000000", description = "Records of the export (1000000).")
                    long records)
            throws Exception {
        machine();
        new LedgerBenchmark(PROJECT, System.out).run(new LedgerBenchmark.Plan(appends, singles, records));
        return 0;
    }

    @Command(name = "policy", mixinStandardHelpOptions = true, description = "The time of one decision by policy.")
    int policy(
            @Option(names = "--decisions", defaultValue = "20000", description = "Decisions of each size (20000).")
                    int decisions)
            throws IOException {
        machine();
        new DecisionBenchmark(System.out)
                .run(
                        decisions,
                        new DecisionBenchmark.Size(3, 3),
                        new DecisionBenchmark.Size(50, 40),
                        new DecisionBenchmark.Size(500, 40));
        return 0;
    }

    private static void machine() throws IOException {
        Path load = Path.of("/proc/loadavg");
        Path processor = Path.of("/proc/cpuinfo");
        String model = Files.exists(processor)
                ? Files.readAllLines(processor).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 2))
                        .findFirst()
                        .orElse("unknown processor")
                : System.getProperty("os.arch");
        List<String> words = Files.exists(load) ? List.of(Files.readString(load).split(" ")) : List.of("unknown");
        System.out.printf(
                Locale.ROOT,
                "%d cores (%s), Java %s, load before: %s%n",
                Runtime.getRuntime().availableProcessors(),
                model,
                Runtime.version(),
                words.getFirst());
    }
}
