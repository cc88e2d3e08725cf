package io.tandem.cli.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lets the designer draft an agent from plain words.
@Command(name = "design", description = "Draft an agent from a description in plain words.")
final class DesignAgent implements Callable<Integer> {
    private static final int LINE = 200;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "TEXT", description = "What the agent is to do, for whom, and what it must not do.")
    String text = "";

    @Option(
            names = "--team",
            paramLabel = "TEAM",
            description = "Who will own it; needed where you are in several teams.")
    String team = "";

    @Option(names = "--save", description = "Save the draft at once, as apply would.")
    boolean save;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Platform platform = options.platform("builder");
        if (!options.json()) {
            spec.commandLine().getErr().println("The designer is at work; with a local model this takes minutes.");
            spec.commandLine().getErr().flush();
        }
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("description", text);
        if (!team.isEmpty()) {
            request.put("team", team);
        }
        JsonNode design = platform.postPatiently("/api/v1/designs", request);
        JsonNode definition = design.path("definition");
        String name = definition.path("metadata").path("name").asText();
        if (save) {
            Draft.save(platform, name, JsonFile.text(definition), Draft.JSON);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(design));
        } else {
            tell(out, design);
            out.println(
                    save
                            ? "The draft of " + name + " is saved. Submit it: ./tandem agents submit " + name
                            : "Nothing is saved yet: repeat with --save, or keep the definition with -o json.");
        }
        return ExitCode.OK.number();
    }

    private static void tell(PrintWriter out, JsonNode design) {
        out.println(Shown.text(JsonFile.text(design.path("definition"))));
        out.println();
        design.path("reasons")
                .properties()
                .forEach(reason -> out.println("  " + Shown.line(reason.getKey(), LINE) + ": "
                        + Shown.line(reason.getValue().asText(), LINE)));
        out.println("  risk: " + design.path("risk").asText("-"));
        design.path("unmet").forEach(need -> out.println("  No tool for: " + Shown.line(need.asText(), LINE)));
        design.path("questions").forEach(question -> out.println("  Question: " + Shown.line(question.asText(), LINE)));
        design.path("similar")
                .forEach(other -> out.println("  Similar: " + other.path("name").asText() + ", "
                        + Shown.line(other.path("purpose").asText(), LINE)));
    }
}
