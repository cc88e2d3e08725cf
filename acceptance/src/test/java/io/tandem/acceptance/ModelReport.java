package io.tandem.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the test of the local model found, on the screen while it runs and in `target/local-model.md` at its end. Each
/// time stands beside the machine's load, since on a busy machine everything takes longer.
final class ModelReport {
    private static final Path FILE = Path.of("target", "local-model.md");

    private final List<String> lines = new ArrayList<>();

    ModelReport() {
        line("# The local model, " + Instant.now().truncatedTo(ChronoUnit.MINUTES));
        line("");
        line(String.join(
                ", ",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors() + " processors"));
        line("");
    }

    void line(String text) {
        lines.add(text);
        System.out.println(text);
        System.out.flush();
    }

    void timed(String label, Runnable step) {
        long begun = System.nanoTime();
        double before = load();
        try {
            step.run();
        } finally {
            line(String.format(
                    Locale.ROOT,
                    "- %s: %.0f s (load %.1f to %.1f)",
                    label,
                    (System.nanoTime() - begun) / 1e9,
                    before,
                    load()));
        }
    }

    void answer(String label, Asked asked) {
        line("  - " + asked.question());
        asked.queries().stream().filter(sql -> !sql.isEmpty()).forEach(sql -> line("  - `" + oneLine(sql) + "`"));
        line("  - " + oneLine(asked.answer()));
        line("  - " + label + ": total " + (asked.right() ? "right" : "WRONG") + ", each customer's "
                + (asked.eachRight() ? "right" : "not all there"));
    }

    void cases(JsonNode evaluation) {
        for (JsonNode run : evaluation.path("evidence")) {
            line("  - " + run.path("caseId").asText() + ": "
                    + (run.path("passed").asBoolean() ? "passed" : "FAILED") + " in "
                    + run.path("seconds").asText() + " s, "
                    + oneLine(run.path("answer").asText()));
        }
    }

    void print(String status) {
        line("");
        line(status);
        try {
            Files.write(FILE, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
