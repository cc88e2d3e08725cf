package io.tandem.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.cli.demo.DemoProgress;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.home.TandemHome;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.supervisor.Machine;
import io.tandem.cli.supervisor.PlatformStatus;
import io.tandem.cli.terminal.OutputOptions;
import io.tandem.cli.terminal.Shown;
import io.tandem.cli.worker.ModelChoice;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Shows the parts; exit code 5 when the platform does not run.
@Command(name = "status", description = "Show the parts of the platform and their state.")
final class StatusCommand implements Callable<Integer> {
    private static final int LINE = 400;

    @Mixin
    OutputOptions options = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        TandemHome home = Tandem.settings().home();
        Optional<PlatformStatus> live = PlatformStatus.live(home);
        if (live.isEmpty()) {
            out.println(
                    options.json()
                            ? JsonFile.text(Map.of(
                                    "phase", "STOPPED", "home", home.root().toString()))
                            : "Tandem does not run in " + home.root() + ": start it with ./tandem up.");
            return ExitCode.PLATFORM_DOWN.number();
        }
        PlatformStatus status = live.get();
        if (options.json()) {
            ObjectNode whole = JsonFile.MAPPER.valueToTree(status);
            whole.set("demo", JsonFile.MAPPER.valueToTree(DemoProgress.read(home)));
            out.println(JsonFile.text(whole));
        } else {
            out.println("Tandem " + headline(status) + ": " + status.addresses().url());
            status.parts().forEach(part -> out.println(PartList.line(part, System.currentTimeMillis())));
            Machine.fullDisk(home).ifPresent(full -> out.println("  disk       " + full));
            ModelChoice model = ModelChoice.read(home);
            if (!model.wanted() && !model.reason().isEmpty()) {
                out.println("  model      no local one: " + Shown.line(model.reason(), LINE));
            }
            if (status.addresses().demoPeople()) {
                DemoProgress.read(home)
                        .sentence()
                        .ifPresent(demo -> out.println("  demo set   " + Shown.line(demo, LINE)));
            }
        }
        return ExitCode.OK.number();
    }

    /// A part that died is brought back; until then the whole is not what `ready` promises.
    static String headline(PlatformStatus status) {
        String coming = status.parts().stream()
                .filter(part -> List.of("starting", "restarting", "failed").contains(part.state()))
                .map(PlatformStatus.PartStatus::name)
                .filter(name -> !name.equals("model"))
                .collect(Collectors.joining(" and "));
        return status.phase() == PlatformStatus.Phase.READY && !coming.isEmpty()
                ? "runs, but " + coming + " ended and is being started again"
                : "is " + status.phase().name().toLowerCase(Locale.ROOT);
    }
}
