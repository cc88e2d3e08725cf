package io.tandem.cli.connections;

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

    @Option(
            names = "--again",
            description = "Connect it anew, as somebody else or with other scopes, though it is connected.")
    boolean again;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Platform platform = options.platform("builder");
        String before = since(platform);
        PrintWriter out = spec.commandLine().getOut();
        if (!before.isEmpty() && !again) {
            out.println(connector + " is connected already; with --again you connect it anew.");
            return ExitCode.OK.number();
        }
        out.println("Open " + platform.base() + "/connections?connect=" + Platform.segment(connector)
                + " in your browser, signed in as yourself, and press Connect"
                + (before.isEmpty() ? "." : " again."));
        out.flush();
        Instant end = Instant.now().plus(Duration.ofSeconds(seconds));
        while (Instant.now().isBefore(end)) {
            pause();
            String now = since(platform);
            if (!now.isEmpty() && !now.equals(before)) {
                out.println(connector + " is connected. Tasks that waited for it go on.");
                return ExitCode.OK.number();
            }
        }
        if (seconds == 0) {
            return ExitCode.OK.number();
        }
        throw Failure.failed("Nobody connected " + connector + " in " + seconds + " seconds; the link stays good.");
    }

    /// Since when it is connected; empty while it is not.
    private String since(Platform platform) {
        return OwnConnections.of(platform)
                .find(connector)
                .orElseThrow(() ->
                        Failure.failed("There is no server " + connector + " to connect; see tandem connections list."))
                .path("connectedAt")
                .asText("");
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
