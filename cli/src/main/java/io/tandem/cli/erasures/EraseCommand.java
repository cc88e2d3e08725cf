package io.tandem.cli.erasures;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands about erasing payloads.
@Command(
        name = "erase",
        description = {
            "Erase payloads of the ledger, of a person or by age. One proposes, another carries out.",
            "Records, hashes, signatures and proofs stay; the erasure itself is on record."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            PreviewErasure.class,
            ProposeErasure.class,
            ListErasures.class,
            DecideErasure.CarryOut.class,
            DecideErasure.Withdraw.class
        })
public final class EraseCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do, for example: tandem audit erase preview --person ada");
    }
}
