package io.tandem.cli.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Table;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// How a share of an agent's runs is scored, and how large it is.
@Command(
        name = "scores",
        description = {
            "How a share of an agent's real runs was scored in the last 30 days, by version and day.",
            "With --share or --runs-a-day, change how many there are."
        })
public final class ScoreRuns implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "NAME", description = "The agent.")
    String name = "";

    @Option(names = "--share", paramLabel = "PERCENT", description = "Share of its runs; 0 turns scoring off.")
    @Nullable
    Integer share;

    @Option(names = "--runs-a-day", paramLabel = "N", description = "How many at most in one day (UTC).")
    @Nullable
    Integer runsADay;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Platform platform = options.platform("builder");
        String path = "/api/v1/runs/" + Platform.segment(name) + "/scores";
        JsonNode scores = platform.get(path);
        if (share != null || runsADay != null) {
            scores = platform.put(
                    path,
                    Map.of(
                            "share", share == null ? scores.path("share").asInt() : share,
                            "runsADay",
                                    runsADay == null ? scores.path("runsADay").asInt() : runsADay));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(scores));
        } else {
            tell(out, scores);
        }
        return ExitCode.OK.number();
    }

    private static void tell(PrintWriter out, JsonNode scores) {
        out.println(scores.path("sentence").asText());
        if (!scores.path("versions").isEmpty()) {
            Table days = new Table("VERSION", "DAY", "SCORED", "PASSED");
            for (JsonNode version : scores.path("versions")) {
                for (JsonNode day : version.path("days")) {
                    days.row(
                            version.path("version").asText(),
                            day.path("day").asText(),
                            day.path("scored").asText(),
                            day.path("passed").asText());
                }
            }
            days.print(out);
        }
        if (!scores.path("fellShort").isEmpty()) {
            Table runs = new Table("FELL SHORT", "VERSION", "OF");
            for (JsonNode run : scores.path("fellShort")) {
                StringBuilder checks = new StringBuilder();
                for (JsonNode check : run.path("checks")) {
                    checks.append(checks.isEmpty() ? "" : "; ").append(check.asText());
                }
                runs.row(run.path("task").asText(), run.path("version").asText(), checks.toString());
            }
            runs.print(out);
        }
    }
}
