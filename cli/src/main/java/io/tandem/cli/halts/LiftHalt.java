package io.tandem.cli.halts;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.platform.ReasonOption;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lifts a kill switch.
@Command(name = "lift", description = "Lift a halt: work may begin again; what was stopped stays stopped.")
final class LiftHalt implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "Its number, as tandem halts list tells it.")
    String id = "";

    @Mixin
    ReasonOption reason = new ReasonOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        String path = Platform.query("/api/v1/halts/" + Platform.segment(id), Map.of("reason", reason.text()));
        JsonNode lifted = options.platform("admin").delete(path);
        PrintWriter out = spec.commandLine().getOut();
        String scope = lifted.path("scope").asText();
        String target = scope.equals("all")
                ? "everything"
                : scope + " " + lifted.path("target").asText();
        out.println(
                options.json() ? JsonFile.text(lifted) : "Lifted: " + target + ". Each part follows within seconds.");
        return ExitCode.OK.number();
    }
}
