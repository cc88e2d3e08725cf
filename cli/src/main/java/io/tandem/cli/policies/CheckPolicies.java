package io.tandem.cli.policies;

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

/// Tries a text and its cases out; nothing is kept.
@Command(name = "check", description = "Try policies and their cases out; nothing is kept.")
final class CheckPolicies implements Callable<Integer> {
    private static final int LONGEST = 400;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    TeamOption team = new TeamOption();

    @Mixin
    PolicyFiles files = new PolicyFiles();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode report = options.platform("builder").post(team.path() + "/check", files.draft());
        PrintWriter out = spec.commandLine().getOut();
        boolean ready = report.path("ready").asBoolean();
        if (options.json()) {
            out.println(JsonFile.text(report));
        } else {
            report.path("faults").forEach(fault -> tell(out, fault));
            report.path("cases").forEach(one -> decided(out, one));
            out.println(
                    ready
                            ? "Ready to be proposed: ./tandem policies propose"
                            : "Not ready: the text has to be sound and each case decided as it expects.");
        }
        return (ready ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private static void tell(PrintWriter out, JsonNode fault) {
        String policy = fault.hasNonNull("policy") ? fault.path("policy").asText() + ": " : "";
        String help = fault.hasNonNull("help") ? " (" + fault.path("help").asText() + ")" : "";
        out.println("wrong   " + Shown.line(policy + fault.path("message").asText() + help, LONGEST));
    }

    private static void decided(PrintWriter out, JsonNode one) {
        String said = one.hasNonNull("fault")
                ? one.path("fault").asText()
                : one.at("/decision/outcome").asText() + ", "
                        + one.at("/decision/because/0/says").asText();
        out.println((one.path("passed").asBoolean() ? "passed  " : "failed  ")
                + Shown.line(one.path("name").asText(), LONGEST) + ": " + Shown.line(said, LONGEST));
    }
}
