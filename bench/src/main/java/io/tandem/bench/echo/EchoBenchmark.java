package io.tandem.bench.echo;

import io.tandem.bench.load.ClosedLoop;
import io.tandem.bench.load.Figure;
import io.tandem.bench.load.Subject;
import io.tandem.bench.platform.BenchedTandem;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A short task over HTTP, Kafka, the runtime, Kafka and HTTP, durable at every hop, beside the same echo by the Python
/// a2a-sdk in memory and beside the broker's own round trip. The subjects take turns, so that a change of the machine
/// meets all of them; the median round counts. The load runs on the same cores.
public final class EchoBenchmark {
    private static final int MANY = 64;
    private static final String TANDEM = "tandem";

    private final Path project;
    private final PrintStream out;

    /// @param rounds how often each subject is measured, per number of connections
    /// @param time of one measurement
    public record Plan(int rounds, Duration warmUp, Duration time) {}

    public EchoBenchmark(Path project, PrintStream out) {
        this.project = project;
        this.out = out;
    }

    public void run(Plan plan) throws Exception {
        try (BenchedTandem platform = BenchedTandem.inNewHome(project);
                PythonEcho python = new PythonEcho(project.resolve("bench"))) {
            platform.command("up", "-d", "--no-demo", "--no-model");
            URI echo = URI.create("http://127.0.0.1:" + platform.httpPort() + "/a2a/agents/echo");
            URI other = URI.create("http://127.0.0.1:" + python.port() + "/");
            try (HttpAgent tandem = new HttpAgent(TANDEM, echo, platform.command("token"), MANY);
                    HttpAgent beside = new HttpAgent("python a2a-sdk", other, "", MANY);
                    BrokerRoundTrip floor = new BrokerRoundTrip(platform.kafka());
                    Backlog backlog = new Backlog(platform.kafka())) {
                measure(List.of(tandem, beside, floor), backlog, plan);
            }
        }
    }

    private void measure(List<Subject> subjects, Backlog backlog, Plan plan) throws Exception {
        for (Subject subject : subjects) {
            out.println(
                    "warm-up: " + ClosedLoop.run(subject, MANY, plan.warmUp()).line());
        }
        out.printf(
                Locale.ROOT,
                "the ledger and the other readers were through with the warm-up after %.0f s%n",
                backlog.awaitRead().toMillis() / 1000.0);
        for (int connections : new int[] {1, MANY}) {
            Map<String, List<Figure>> rounds = new LinkedHashMap<>();
            for (int round = 0; round < plan.rounds(); round++) {
                for (Subject subject : subjects) {
                    Figure figure = ClosedLoop.run(subject, connections, plan.time());
                    rounds.computeIfAbsent(subject.name(), name -> new ArrayList<>())
                            .add(figure);
                    out.println(figure.line());
                }
            }
            compare(connections, rounds);
        }
    }

    private void compare(int connections, Map<String, List<Figure>> rounds) {
        Figure tandem = median(rounds.getOrDefault(TANDEM, List.of()), connections);
        out.printf("median round at %d connection(s):%n", connections);
        for (List<Figure> figures : rounds.values()) {
            Figure figure = median(figures, connections);
            out.printf(
                    Locale.ROOT,
                    "  %s | p50 %.2f, throughput %.2f of tandem's%n",
                    figure.line(),
                    figure.p50Millis() / tandem.p50Millis(),
                    figure.perSecond() / tandem.perSecond());
        }
    }

    private static Figure median(List<Figure> figures, int connections) {
        Comparator<Figure> order = connections == 1
                ? Comparator.comparingDouble(Figure::p50Millis)
                : Comparator.comparingDouble(Figure::perSecond);
        return figures.stream().sorted(order).toList().get(figures.size() / 2);
    }
}
