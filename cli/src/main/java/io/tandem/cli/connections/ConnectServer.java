package io.tandem.cli.connections;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Tells where a server is connected, and waits until it is. The browser goes there: only the session that began comes
/// back.
@Command(name = "connect", description = "Tell where you connect a server, and wait until you have.")
final class ConnectServer implements Callable<Integer> {
    private static final long PAUSE_MILLIS = 2_000;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(index = "0", paramLabel = "CONNECTOR", description = "As tandem connections list tells it.")
    String connector = "";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to wait, ${DEFAULT-VALUE} seconds if left out; 0 to only tell where.")
    long seconds;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Platform platform = options.platform("builder");
        JsonNode known = find(platform);
        PrintWriter out = spec.commandLine().getOut();
        if (known.path("connected").asBoolean()) {
            out.println(connector + " is connected already.");
            return ExitCode.OK.number();
        }
        out.println("Open " + platform.base() + "/connections?connect=" + Platform.segment(connector)
                + " in your browser, signed in as yourself, and press Connect.");
        out.flush();
        Instant end = Instant.now().plus(Duration.ofSeconds(seconds));
        while (Instant.now().isBefore(end)) {
            pause();
            if (find(platform).path("connected").asBoolean()) {
                out.println(connector + " is connected. Tasks that waited for it go on.");
                return ExitCode.OK.number();
            }
        }
        if (seconds == 0) {
            return ExitCode.OK.number();
        }
        throw Failure.failed("Nobody connected " + connector + " in " + seconds + " seconds; the link stays good.");
    }

    private JsonNode find(Platform platform) {
        for (JsonNode one : platform.get("/api/v1/connections?pageSize=200").path("items")) {
            if (one.path("connector").asText().equals(connector)) {
                return one;
            }
        }
        throw Failure.failed("There is no server " + connector + " to connect; see tandem connections list.");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("The command was interrupted; the link stays good.", e);
        }
    }
}
