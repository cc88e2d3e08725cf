package io.tandem.cli.agents;

import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.PlatformOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The decision about a version that passed its evaluation, by somebody who did not write it.
abstract sealed class DecideVersion implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "NAME@VERSION", description = "The version.")
    String name = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; it is kept with the decision.")
    String reason = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    private final String to;

    private DecideVersion(String to) {
        this.to = to;
    }

    @Override
    public Integer call() {
        VersionName version = VersionName.parse(name);
        version.required();
        new Transition(version, to, reason)
                .make(options.platform("approver"), options, spec.commandLine().getOut());
        return ExitCode.OK.number();
    }

    @Command(name = "approve", description = "Approve a version; it becomes the active one.")
    static final class Approve extends DecideVersion {
        Approve() {
            super("ACTIVE");
        }
    }

    @Command(name = "reject", description = "Reject a version.")
    static final class Reject extends DecideVersion {
        Reject() {
            super("REJECTED");
        }
    }
}
