package io.tandem.cli.worth;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands about outcomes.
@Command(
        name = "outcomes",
        description = "Say whether a task's result was good for anything.",
        mixinStandardHelpOptions = true,
        subcommands = {SayOutcome.Accept.class, SayOutcome.Reject.class, SayOutcome.Reopen.class})
public final class OutcomesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: tandem outcomes accept TASK");
    }
}
