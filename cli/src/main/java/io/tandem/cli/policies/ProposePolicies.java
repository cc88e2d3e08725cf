package io.tandem.cli.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Keeps a text as the team's next revision.
@Command(name = "propose", description = "Keep policies as the team's next revision, for another person to decide on.")
final class ProposePolicies implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    TeamOption team = new TeamOption();

    @Mixin
    PolicyFiles files = new PolicyFiles();

    @Option(names = "--note", required = true, paramLabel = "TEXT", description = "What changes and why.")
    String note = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        ObjectNode draft = files.draft().put("note", note);
        JsonNode kept = options.platform("builder").post(team.path() + "/revisions", draft);
        PrintWriter out = spec.commandLine().getOut();
        String number = kept.path("number").asText();
        out.println(
                options.json()
                        ? JsonFile.text(kept)
                        : "Revision " + number
                                + " is proposed. Another person watches or enforces it: ./tandem policies" + " move "
                                + number + " observed|enforced --reason TEXT");
        return ExitCode.OK.number();
    }
}
