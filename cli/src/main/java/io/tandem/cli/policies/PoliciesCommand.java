package io.tandem.cli.policies;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands about policies.
@Command(
        name = "policies",
        description = "Try, propose, observe, enforce and take back a team's policies.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ListPolicies.class,
            GetPolicies.class,
            DraftPolicies.class,
            CheckPolicies.class,
            ProposePolicies.class,
            ReplayPolicies.class,
            MovePolicies.class
        })
public final class PoliciesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: tandem policies list");
    }
}
