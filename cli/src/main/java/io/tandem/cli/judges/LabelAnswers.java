package io.tandem.cli.judges;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Labels answers by hand, from a file, or by outcomes.
@Command(
        name = "label",
        description = {
            "Say of answers whether they meet the rubric: the answer of a task, those of a file, or by outcomes.",
            "CSV has the columns input, answer, meets, reason; JSON is {\"items\": [{\"input\": …, \"answer\": …,"
                    + " \"meets\": true}]}."
        })
final class LabelAnswers implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    JudgeName judge = new JudgeName();

    @ArgGroup(multiplicity = "1")
    Which which = new Which();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    /// Exactly one of them.
    static final class Which {
        @Option(names = "--meets", paramLabel = "TASK", description = "The answer of this task meets the rubric.")
        String meets = "";

        @Option(names = "--fails", paramLabel = "TASK", description = "The answer of this task does not.")
        String fails = "";

        @Option(names = "--file", paramLabel = "FILE", description = "A CSV or JSON file.")
        String file = "";

        @Option(
                names = "--outcomes",
                paramLabel = "AGENT",
                description = "Results of this agent that people accepted meet it, those that they rejected do not;"
                        + " for operators and approvers.")
        String agent = "";
    }

    @Override
    public Integer call() {
        boolean byOutcomes = !which.agent.isEmpty();
        Platform platform = options.platform(byOutcomes ? "operator" : "builder");
        JsonNode added;
        if (byOutcomes) {
            added = platform.post(judge.path() + "/labels/from-outcomes", Map.of("agent", which.agent));
        } else if (!which.file.isEmpty()) {
            String text = read(which.file);
            added = platform.post(
                    judge.path() + "/labels",
                    text,
                    text.stripLeading().startsWith("{") ? "application/json" : "text/csv");
        } else {
            boolean meets = !which.meets.isEmpty();
            Map<String, Object> label = Map.of("task", meets ? which.meets : which.fails, "meets", meets);
            added = platform.post(judge.path() + "/labels", Map.of("items", List.of(label)));
        }
        PrintWriter out = spec.commandLine().getOut();
        int number = added.path("added").asInt();
        out.println(
                options.json()
                        ? JsonFile.text(added)
                        : (number == 1 ? "One answer is" : number + " answers are")
                                + " labelled. See what is missing: ./tandem judges show " + judge.name);
        return ExitCode.OK.number();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "The file " + file + " cannot be read (" + e.getClass().getSimpleName() + ").",
                    e);
        }
    }
}
