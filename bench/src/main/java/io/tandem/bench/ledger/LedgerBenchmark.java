package io.tandem.bench.ledger;

import io.tandem.bench.platform.BenchedTandem;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// The ledger of a Tandem of its own, under load and searched, then the verification of a large export by the
/// command line.
public final class LedgerBenchmark {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final double MEBIBYTE = 1024.0 * 1024;

    private final Path project;
    private final PrintStream out;

    /// @param appends events as fast as they go
    /// @param singles events of which each one's way to a signature is timed
    /// @param records of the export
    public record Plan(int appends, int singles, long records) {}

    public LedgerBenchmark(Path project, PrintStream out) {
        this.project = project;
        this.out = out;
    }

    public void run(Plan plan) throws Exception {
        try (BenchedTandem tandem = BenchedTandem.inNewHome(project)) {
            tandem.command("up", "-d", "--no-model", "--no-demo");
            try (LedgerLoad load = new LedgerLoad(tandem.kafka())) {
                load.appendsPerSecond(plan.appends() / 10); // warms up
                double perSecond = load.appendsPerSecond(plan.appends());
                out.printf(Locale.ROOT, "appends: %,d events, %,.0f/s%n", plan.appends(), perSecond);
                Histogram lag = load.lag(plan.singles(), PAUSE);
                out.printf(
                        Locale.ROOT,
                        "from event to signed, 10 events/s: p50 %,d ms, p99 %,d ms, longest %,d ms (aim: p99 15 s)%n",
                        lag.getValueAtPercentile(50),
                        lag.getValueAtPercentile(99),
                        lag.getMaxValue());
                URI records = URI.create("http://127.0.0.1:" + tandem.httpPort() + "/api/v1/audit/records");
                new LedgerSearch(records, tandem.command("token", "--user", "auditor"), out).run(load);
            }
            verify(tandem, plan.records());
        }
    }

    private void verify(BenchedTandem tandem, long records) throws Exception {
        Path folder = Files.createTempDirectory("tandem-bench-export");
        Path export = folder.resolve("ledger.jsonl");
        Path key = folder.resolve("public-keys.pem");
        new LargeExport(records).write(export, key);
        double size = Files.size(export) / MEBIBYTE;
        tandem.command("down");
        long begun = System.nanoTime();
        String told = tandem.command("audit", "verify", "--file", export.toString(), "--public-key", key.toString());
        double seconds = (System.nanoTime() - begun) / 1e9;
        out.println(told);
        out.printf(
                Locale.ROOT,
                "verify: %,d records (%,.0f MiB) in %.1f s, %,.0f/s (aim: a million in 60 s)%n",
                records,
                size,
                seconds,
                records / seconds);
        Files.delete(export);
        Files.delete(key);
        Files.delete(folder);
    }
}
