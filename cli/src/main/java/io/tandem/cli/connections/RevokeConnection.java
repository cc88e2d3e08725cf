package io.tandem.cli.connections;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Revokes what one granted.
@Command(name = "revoke", description = "Revoke what you granted at a server, here and there.")
final class RevokeConnection implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(index = "0", paramLabel = "CONNECTOR", description = "As tandem connections list tells it.")
    String connector = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode revoked = options.platform("builder").delete("/api/v1/connections/" + Platform.segment(connector));
        PrintWriter out = spec.commandLine().getOut();
        String atServer = revoked.path("atServer").asBoolean()
                ? "and at the server."
                : "here. " + revoked.path("reason").asText();
        out.println(options.json() ? JsonFile.text(revoked) : "Revoked " + connector + " " + atServer);
        return ExitCode.OK.number();
    }
}
