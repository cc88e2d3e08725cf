package io.tandem.bench.start;

import io.tandem.bench.platform.BenchedTandem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// From `./tandem up -d --no-model` to readiness and a sign-in (`./tandem token`): once in an empty home, then several
/// times in the same one, each after `./tandem down`. Then the memory of all parts.
public final class StartBenchmark {
    private final Path project;
    private final PrintStream out;

    public StartBenchmark(Path project, PrintStream out) {
        this.project = project;
        this.out = out;
    }

    public void run(int starts) throws IOException, InterruptedException {
        try (BenchedTandem tandem = BenchedTandem.inNewHome(project)) {
            out.printf(Locale.ROOT, "first start in an empty home: %.1f s%n", start(tandem));
            tandem.command("down");
            List<Double> seconds = new ArrayList<>();
            for (int i = 1; i <= starts; i++) {
                seconds.add(start(tandem));
                out.printf(Locale.ROOT, "start %d: %.1f s%n", i, seconds.getLast());
                if (i < starts) {
                    tandem.command("down");
                }
            }
            seconds.sort(null);
            out.printf(Locale.ROOT, "median of %d: %.1f s (aim 30 s)%n", starts, seconds.get(starts / 2));
            memory(tandem);
        }
    }

    private void memory(BenchedTandem tandem) throws IOException, InterruptedException {
        long sum = 0;
        for (Map.Entry<String, Long> part : tandem.memory().entrySet()) {
            out.printf(Locale.ROOT, "memory of %s: %d MiB%n", part.getKey(), part.getValue());
            sum += part.getValue();
        }
        out.printf(
                Locale.ROOT, "memory of all parts without a model (sum of PSS): %d MiB (aim 2384 MiB = 2.5 GB)%n", sum);
    }

    private static double start(BenchedTandem tandem) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        tandem.command("up", "-d", "--no-model");
        tandem.command("token");
        return (System.nanoTime() - begun) / 1e9;
    }
}
