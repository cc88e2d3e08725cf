package io.tandem.cli.judges;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// One judge.
@Command(name = "show", description = "Show a judge's rubric and how it stands.")
final class ShowJudge implements Callable<Integer> {
    private static final int LINE = 500;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    JudgeName judge = new JudgeName();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode found = options.platform("builder").get(judge.path());
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(found));
        } else {
            tell(out, found);
        }
        return ExitCode.OK.number();
    }

    static void tell(PrintWriter out, JsonNode judge) {
        out.println(judge.path("name").asText() + " of " + judge.path("team").asText() + ": "
                + Shown.line(judge.path("rubric").asText(), LINE));
        out.println("  " + judge.path("good").asInt() + " answers labelled as meeting it, "
                + judge.path("bad").asInt() + " as not; " + judge.path("needed").asInt() + " of each are needed.");
        for (JsonNode tier : judge.path("onTiers")) {
            out.println("  On " + tier.path("tier").asText() + ": "
                    + Shown.line(tier.path("sentence").asText(), LINE));
            JsonNode agreement = tier.at("/calibration/result/agreement");
            if (!agreement.isMissingNode()) {
                out.println("    Both yes " + agreement.path("bothYes").asInt() + ", judge alone "
                        + agreement.path("judgeOnly").asInt() + ", people alone "
                        + agreement.path("peopleOnly").asInt() + ", both no "
                        + agreement.path("bothNo").asInt() + "; undecided "
                        + tier.at("/calibration/result/undecided").asInt() + ".");
            }
        }
    }
}
