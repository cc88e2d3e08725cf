package io.tandem.cli.audit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands about the ledger.
@Command(
        name = "audit",
        description = "Read, export and verify the ledger.",
        mixinStandardHelpOptions = true,
        subcommands = {TailLedger.class, ExportLedger.class, VerifyLedger.class, ShowEvidence.class})
public final class AuditCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: tandem audit tail");
    }
}
