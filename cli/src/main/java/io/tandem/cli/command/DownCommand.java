package io.tandem.cli.command;

import io.tandem.cli.home.TandemHome;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.supervisor.Orphans;
import io.tandem.cli.supervisor.PlatformStatus;
import io.tandem.cli.terminal.OutputOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Stops the platform of this home, and whatever a killed supervisor left behind.
@Command(name = "down", description = "Stop the platform.")
final class DownCommand implements Callable<Integer> {
    @Mixin
    OutputOptions options = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        TandemHome home = Tandem.settings().home();
        boolean ran = stop(home);
        if (options.json()) {
            out.println("{\"stopped\":" + ran + "}");
        } else {
            out.println(ran ? "Tandem is stopped." : "Tandem was not running.");
        }
        return ExitCode.OK.number();
    }

    /// True when something ran.
    static boolean stop(TandemHome home) {
        Optional<PlatformStatus> running = PlatformStatus.live(home);
        if (running.isPresent() && !SupervisorProcess.stop(home, running.get().supervisor())) {
            throw Failure.failed("Tandem does not stop (process "
                    + running.get().supervisor().pid() + "): see ./tandem logs supervisor.");
        }
        List<String> orphans = Orphans.stop(home);
        return running.isPresent() || !orphans.isEmpty();
    }
}
