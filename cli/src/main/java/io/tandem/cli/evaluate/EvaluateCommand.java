package io.tandem.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.agents.VersionName;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import io.tandem.cli.terminal.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Follows the evaluation of a version and tells how it went. Ends with 1 where it did not pass.
@Command(
        name = "evaluate",
        description = {
            "Evaluate a version beside the active one, wait, and tell the verdict: which cases failed and why.",
            "Shows the newest result where there is one; --again, --against, --tiers and --repeat run the cases once more.",
            "Without options a version that was never submitted is submitted by it.",
            "Ends with 0 when the version may go live, with 1 when it is kept back; with --tiers always with 0."
        })
public final class EvaluateCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 1_000;
    private static final int LINE = 300;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "NAME@VERSION", description = "The version.")
    String name = "";

    @Option(names = "--again", description = "Run it once more, even where there is a result.")
    boolean again;

    @Option(
            names = "--against",
            paramLabel = "VERSION",
            description = "The version to compare with, as NAME@VERSION or its number; none for no comparison."
                    + " By default the active one.")
    String against = "";

    @Option(names = "--repeat", paramLabel = "TIMES", description = "How often each case runs, 1 to 10.")
    @Nullable
    Integer repeat;

    @Option(
            names = "--tiers",
            paramLabel = "fast,deep",
            split = ",",
            description = "Ask the version on both tiers instead of beside another one, and propose one of them.")
    List<String> tiers = List.of();

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the result as JUnit XML too.")
    @Nullable
    Path junit;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    private String told = "";

    @Override
    public Integer call() throws InterruptedException {
        VersionName version = VersionName.parse(name);
        version.required();
        EvaluationWatch watch = new EvaluationWatch(options.platform("builder"), version);
        JsonNode result = watch.whole(evaluated(watch));
        if (junit != null) {
            new JunitReport(result).write(junit);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(result));
        } else {
            tell(out, version, result);
        }
        boolean fine = result.path("passed").asBoolean() || !tiers.isEmpty();
        return (fine ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private JsonNode evaluated(EvaluationWatch watch) throws InterruptedException {
        if (!against.isEmpty() || repeat != null || !tiers.isEmpty()) {
            return await(watch, watch.ask(against, tiers, repeat));
        }
        String state = watch.state();
        Optional<JsonNode> newest = watch.newest();
        boolean finished = newest.filter(EvaluationWatch::over).isPresent();
        @Nullable String old = null;
        if (newest.isEmpty() || (finished && (again || state.equals("IN_EVALUATION")))) {
            old = newest.map(one -> one.path("id").asText()).orElse(null);
            watch.start(state);
        }
        return await(watch, old);
    }

    private JsonNode await(EvaluationWatch watch, JsonNode asked) throws InterruptedException {
        JsonNode now = watch.whole(asked);
        while (!EvaluationWatch.over(now)) {
            progress(now);
            Thread.sleep(LOOK_MILLIS);
            now = watch.whole(asked);
        }
        return now;
    }

    /// Until the newest evaluation, other than the old one, is over.
    private JsonNode await(EvaluationWatch watch, @Nullable String old) throws InterruptedException {
        while (true) {
            Optional<JsonNode> newest =
                    watch.newest().filter(one -> !one.path("id").asText().equals(old));
            newest.ifPresentOrElse(this::progress, () -> say("Waiting for the evaluation to begin."));
            if (newest.isPresent() && EvaluationWatch.over(newest.get())) {
                return newest.get();
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void progress(JsonNode evaluation) {
        String problem = evaluation.path("problem").asText("");
        say(evaluation.path("doneRuns").asInt() + " of "
                + evaluation.path("runs").asInt() + " runs done"
                + (problem.isEmpty() ? "." : ": " + Shown.line(problem, LINE)));
    }

    private void say(String line) {
        if (!options.json() && !line.equals(told)) {
            told = line;
            spec.commandLine().getErr().println(line);
            spec.commandLine().getErr().flush();
        }
    }

    private static void tell(PrintWriter out, VersionName version, JsonNode result) {
        JsonNode report = result.path("report");
        String headline = result.path("headline").asText("");
        out.println(
                headline.isEmpty()
                        ? version + (result.path("passed").asBoolean() ? " passed." : " did not pass.")
                        : Shown.line(headline, LINE));
        String problem = result.path("problem").asText("");
        if (!problem.isEmpty()) {
            out.println("  " + Shown.line(problem, LINE));
        }
        report.path("reasons").forEach(reason -> out.println("  " + Shown.line(reason.asText(), LINE * 2)));
        out.println("  Answered by " + Shown.line(result.path("model").asText("no model"), LINE) + ".");
        if (!report.isMissingNode()) {
            sides(out, report);
        }
        for (JsonNode run : result.path("evidence")) {
            if (!run.path("passed").asBoolean()) {
                failed(out, run);
            }
        }
        if (!result.path("counts").asBoolean(true)) {
            out.println(
                    "  It does not count at the gate: fewer repeats than the definition asks for, another version to"
                            + " compare with than the active one, or tiers.");
        }
    }

    private static void sides(PrintWriter out, JsonNode report) {
        Table table = new Table("VERSION", "CASES", "95 %", "RUNS", "9 OF 10 WITHIN", "COST A RUN");
        side(table, report.path("candidate"));
        if (report.has("active")) {
            side(table, report.path("active"));
        }
        table.print(out);
        JsonNode difference = report.path("difference");
        if (!difference.isMissingNode()) {
            out.printf(
                    Locale.ROOT,
                    "Difference %+.1f points, between %+.1f and %+.1f; %d better, %d worse, p = %.3f: %s.%n",
                    100 * difference.path("value").asDouble(),
                    100 * difference.path("low").asDouble(),
                    100 * difference.path("high").asDouble(),
                    difference.path("gained").asInt(),
                    difference.path("lost").asInt(),
                    difference.path("p").asDouble(),
                    report.path("verdict").asText().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    private static void side(Table table, JsonNode side) {
        JsonNode cases = side.path("cases");
        JsonNode runs = side.path("runs");
        JsonNode cost = side.path("cost");
        table.row(
                side.path("version").asText(),
                cases.path("passed").asInt() + " of " + cases.path("of").asInt(),
                String.format(
                        Locale.ROOT,
                        "%.0f to %.0f %%",
                        100 * cases.path("low").asDouble(),
                        100 * cases.path("high").asDouble()),
                runs.path("passed").asInt() + " of " + runs.path("of").asInt(),
                String.format(Locale.ROOT, "%.1f s", side.path("seconds").asDouble()),
                cost.isMissingNode()
                        ? "none"
                        : cost.path("amount").asText() + " "
                                + cost.path("currency").asText());
    }

    private static void failed(PrintWriter out, JsonNode run) {
        out.println("  Case " + run.path("caseId").asText() + " failed. Asked: \""
                + Shown.line(run.path("input").asText(), LINE) + "\"");
        String answer = Shown.line(run.path("answer").asText(""), LINE);
        out.println("    The answer: " + (answer.isEmpty() ? "none" : "\"" + answer + "\"") + " ("
                + run.path("state").asText() + ")");
        for (JsonNode check : run.path("checks")) {
            if (!check.path("passed").asBoolean()) {
                out.println("    " + Shown.line(check.path("reason").asText(), LINE));
            }
        }
        out.println("    Every step: ./tandem tasks steps " + run.path("taskId").asText());
    }
}
