package io.tandem.cli.agents;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Sends a version into its evaluation; saves the draft as that version first where it does not exist yet.
@Command(
        name = "submit",
        description = {
            "Submit a version for evaluation and review.",
            "NAME alone, or the number after the newest version, first saves the draft as that version."
        })
final class SubmitVersion implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "NAME[@VERSION]", description = "The agent or the version.")
    String name = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, for those who read the history; needed where it is much like another agent.")
    String reason = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Platform platform = options.platform("builder");
        VersionName version = saved(platform, VersionName.parse(name));
        JsonNode moved = new Transition(version, "IN_EVALUATION", reason).post(platform);
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(moved));
        } else {
            out.println(version + " is " + moved.path("state").asText() + ". Follow it: ./tandem evaluate " + version);
        }
        return ExitCode.OK.number();
    }

    private static VersionName saved(Platform platform, VersionName asked) {
        int newest = platform.get(asked.agentPath()).path("latestVersion").asInt();
        if (asked.number().isPresent() && asked.required() <= newest) {
            return asked;
        }
        if (asked.number().isPresent() && asked.required() > newest + 1) {
            throw new Failure(
                    ExitCode.NOT_FOUND,
                    "There is no version " + asked + "; the next one would be " + asked.agent() + "@" + (newest + 1)
                            + ".");
        }
        int number = platform.post(asked.agentPath() + "/versions", Map.of())
                .path("version")
                .asInt();
        return new VersionName(asked.agent(), OptionalInt.of(number));
    }
}
