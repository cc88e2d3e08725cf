package io.tandem.cli.agents;

import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.platform.ReasonOption;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lets a version that passed its evaluation answer a share of the conversations.
@Command(
        name = "start",
        description = {
            "Let a version answer a share of the conversations beside the active one.",
            "It is taken back by itself when it gets worse."
        })
final class StartCanary implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "NAME@VERSION", description = "The version, which passed its evaluation.")
    String name = "";

    @Option(names = "--share", paramLabel = "PERCENT", description = "Of the conversations, 1 to 50; 10 by default.")
    int share = 10;

    @Option(
            names = "--min-runs",
            paramLabel = "RUNS",
            description = "Of each version before it counts as good; 30 by default.")
    int minimumRuns = 30;

    @Option(
            names = "--promote",
            paramLabel = "WHO",
            description = "automatic: it becomes active by itself once it does no worse; ask: an approver decides"
                    + " (default).")
    Promotion promote = Promotion.ask;

    @Mixin
    ReasonOption reason = new ReasonOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    enum Promotion {
        automatic,
        ask
    }

    @Override
    public Integer call() {
        VersionName version = VersionName.parse(name);
        version.required();
        Map<String, Object> terms =
                Map.of("share", share, "minimumRuns", minimumRuns, "automatic", promote == Promotion.automatic);
        new Transition(version, "CANARY", reason.text(), terms)
                .make(options.platform("approver"), options, spec.commandLine().getOut());
        return ExitCode.OK.number();
    }
}
