package io.tandem.cli.agents;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.PlatformOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Saves a definition from a file as the agent's draft.
@Command(name = "apply", description = "Save a definition (YAML or JSON) as the agent's draft.")
final class ApplyAgent implements Callable<Integer> {
    /// The registry reads the definition; here only the name is needed, to know whether it is new.
    private static final Pattern NAME =
            Pattern.compile("(?s)[\"']?metadata[\"']?\\s*:.*?[\"']?\\bname[\"']?\\s*:\\s*[\"']?([A-Za-z0-9_.-]+)");

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "The definition; - reads standard input.")
    String file = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        String definition = read();
        Matcher name = NAME.matcher(definition);
        if (!name.find()) {
            throw Failure.usage("The definition in " + file + " has no metadata.name: give the agent a name there.");
        }
        String mediaType = definition.stripLeading().startsWith("{") ? Draft.JSON : Draft.YAML;
        JsonNode agent = Draft.save(options.platform("builder"), name.group(1), definition, mediaType);
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(agent));
        } else {
            String saved = agent.path("name").asText(name.group(1));
            out.println("The draft of " + saved + " is saved. Submit it: ./tandem agents submit " + saved);
        }
        return ExitCode.OK.number();
    }

    private String read() {
        try {
            return file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "The file " + file + " cannot be read (" + e.getClass().getSimpleName() + ").",
                    e);
        }
    }
}
