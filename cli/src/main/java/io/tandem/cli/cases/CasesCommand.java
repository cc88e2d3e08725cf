package io.tandem.cli.cases;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands about cases.
@Command(
        name = "cases",
        description = "Add cases to the evaluation of an agent's draft.",
        mixinStandardHelpOptions = true,
        subcommands = {ImportCases.class, CaseFromTask.class})
public final class CasesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do, for example: tandem agents cases import NAME cases.csv");
    }
}
