package io.tandem.cli.judges;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Makes a judge.
@Command(
        name = "save",
        description = {
            "Make a judge, or give it another rubric. Then it is advice until it is calibrated.",
            "A case asks for it by its name: expect: [{judge: NAME}]."
        })
final class SaveJudge implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    JudgeName judge = new JudgeName();

    @Option(names = "--rubric", required = true, paramLabel = "TEXT", description = "What an answer has to meet.")
    String rubric = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode saved = options.platform("builder").put(judge.path(), Map.of("rubric", rubric));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(saved));
        } else {
            ShowJudge.tell(out, saved);
        }
        return ExitCode.OK.number();
    }
}
