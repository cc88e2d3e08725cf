package io.tandem.cli.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Who answers for an agent, and when somebody looks at it again.
@Command(name = "steward", description = "Change owner, deputy or review date of an agent; its owner may.")
public final class ChangeStewards implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "NAME", description = "The agent.")
    String name = "";

    @Option(names = "--owner", paramLabel = "PERSON", description = "The new owner's user name.")
    String owner = "";

    @Option(names = "--deputy", paramLabel = "PERSON", description = "The deputy; the owner's own name for nobody.")
    String deputy = "";

    @Option(names = "--review-on", paramLabel = "DATE", description = "The next review, such as 2030-01-31.")
    String reviewOn = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> change =
                new LinkedHashMap<>(Map.of("owner", owner, "deputy", deputy, "reviewOn", reviewOn));
        change.values().removeIf(String::isBlank);
        JsonNode line = options.platform("builder")
                .put("/api/v1/inventory/" + Platform.segment(name), JsonFile.text(change), "application/json", "*");
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                options.json()
                        ? JsonFile.text(line)
                        : name + ": owner " + line.path("owner").asText() + ", deputy "
                                + line.path("deputy").asText("none") + ", review on "
                                + line.path("reviewOn").asText("no day yet") + ".");
        return ExitCode.OK.number();
    }
}
