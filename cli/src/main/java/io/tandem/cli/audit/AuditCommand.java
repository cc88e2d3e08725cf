package io.tandem.cli.audit;

import io.tandem.cli.erasures.EraseCommand;
import io.tandem.cli.erasures.ShowRetention;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands about the ledger.
@Command(
        name = "audit",
        description = "Read, export and verify the ledger; erase payloads.",
        mixinStandardHelpOptions = true,
        subcommands = {
            TailLedger.class,
            ExportLedger.class,
            VerifyLedger.class,
            ShowEvidence.class,
            ReportPeriod.class,
            EraseCommand.class,
            ShowRetention.class
        })
public final class AuditCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: tandem audit tail");
    }
}
