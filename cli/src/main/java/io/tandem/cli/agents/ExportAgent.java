package io.tandem.cli.agents;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Prints a definition as YAML, to be kept in a file and applied again.
@Command(
        name = "export",
        description = {
            "Print an agent's definition as YAML (JSON with -o json).",
            "NAME alone is its active version, or the draft where there is none."
        })
final class ExportAgent implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "NAME[@VERSION]", description = "The agent, or one of its versions.")
    String name = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Platform platform = options.platform("builder");
        VersionName asked = VersionName.parse(name);
        if (asked.number().isEmpty()) {
            JsonNode agent = platform.get(asked.agentPath());
            if (agent.hasNonNull("activeVersion") && !agent.path("builtIn").asBoolean()) {
                asked = new VersionName(
                        asked.agent(),
                        OptionalInt.of(agent.path("activeVersion").asInt()));
            }
        }
        String path = asked.number().isPresent() ? asked.versionPath() + "/definition" : asked.agentPath() + "/draft";
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(platform.get(path)));
        } else {
            out.print(Shown.text(platform.text(path, Draft.YAML)));
            out.flush();
        }
        return ExitCode.OK.number();
    }
}
