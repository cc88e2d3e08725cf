package io.tandem.cli.halts;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Throws a kill switch.
@Command(name = "set", description = "Halt at once: new work is refused, what runs is stopped.")
final class SetHalt implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    HaltTarget target = new HaltTarget();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; told to everybody whom it refuses, and kept.")
    String reason = "";

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "For a team its name again, for all platform: look at tandem halts preview first.")
    @Nullable
    String confirmed;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        if (target.isWide() && !target.name().equals(confirmed)) {
            throw Failure.usage("This stops more than one agent. See ./tandem halts preview " + target.scope
                    + (target.target == null ? "" : " " + target.target) + ", then add --confirm " + target.name()
                    + ".");
        }
        Platform platform = options.platform(target.person());
        Map<String, String> order = new HashMap<>(target.parameters());
        order.put("reason", reason);
        JsonNode halt = platform.post("/api/v1/halts", order);
        PrintWriter out = spec.commandLine().getOut();
        String id = halt.path("id").asText();
        out.println(
                options.json()
                        ? JsonFile.text(halt)
                        : "Halted: " + target.says()
                                + ". Each part follows within seconds. Lift it with ./tandem halts lift " + id
                                + " --reason TEXT");
        return ExitCode.OK.number();
    }
}
