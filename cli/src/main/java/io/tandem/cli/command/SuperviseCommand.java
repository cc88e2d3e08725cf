package io.tandem.cli.command;

import io.tandem.cli.demo.DemoLoad;
import io.tandem.cli.home.Settings;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.supervisor.Supervisor;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The background process behind `up`; people do not call it.
@Command(name = "supervise", hidden = true, description = "Own the parts of a home until told to stop.")
final class SuperviseCommand implements Callable<Integer> {
    @Option(names = "--owner", paramLabel = "PID", description = "Stop everything when this process ends.")
    @Nullable
    Long owner;

    @Override
    public Integer call() {
        ProcessHandle process = null;
        if (owner != null) {
            process = ProcessHandle.of(owner).orElse(null);
            if (process == null) {
                return ExitCode.FAILED.number();
            }
        }
        Settings settings = Tandem.settings();
        boolean well = new Supervisor(settings, () -> DemoLoad.start(settings)).run(process);
        return (well ? ExitCode.OK : ExitCode.FAILED).number();
    }
}
