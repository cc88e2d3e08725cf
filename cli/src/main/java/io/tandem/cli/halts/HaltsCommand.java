package io.tandem.cli.halts;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands about kill switches.
@Command(
        name = "halts",
        description = "Stop agents, tools, connectors, teams or everything at once, and let them go on.",
        mixinStandardHelpOptions = true,
        subcommands = {ListHalts.class, PreviewHalt.class, SetHalt.class, LiftHalt.class})
public final class HaltsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: tandem halts list");
    }
}
