package io.tandem.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.agents.VersionName;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;
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
            "Evaluate a version, wait, and tell which cases failed and why.",
            "Shows the newest result where there is one; --again runs the cases once more.",
            "Ends with 0 when it passed, else 1."
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

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    private String told = "";

    @Override
    public Integer call() throws InterruptedException {
        VersionName version = VersionName.parse(name);
        version.required();
        EvaluationWatch watch = new EvaluationWatch(options.platform("builder"), version);
        String state = watch.state();
        Optional<JsonNode> newest = watch.newest();
        boolean finished = newest.filter(EvaluationWatch::over).isPresent();
        @Nullable String old = null;
        if (newest.isEmpty() || (finished && (again || state.equals("IN_EVALUATION")))) {
            old = newest.map(one -> one.path("id").asText()).orElse(null);
            watch.start(state);
        }
        JsonNode result = watch.whole(await(watch, old));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(result));
        } else {
            tell(out, version, result);
        }
        return (result.path("passed").asBoolean() ? ExitCode.OK : ExitCode.FAILED).number();
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
        boolean passed = result.path("passed").asBoolean();
        out.println(version + (passed ? " passed: " : " did not pass: ")
                + result.path("passedCases").asText() + " of "
                + result.path("cases").asText() + " cases, answered by "
                + result.path("model").asText("no model") + ".");
        String problem = result.path("problem").asText("");
        if (!problem.isEmpty()) {
            out.println("  " + Shown.line(problem, LINE));
        }
        for (JsonNode run : result.path("evidence")) {
            if (!run.path("passed").asBoolean()) {
                failed(out, run);
            }
        }
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
