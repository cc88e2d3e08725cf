package io.tandem.cli.approvals;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands about approvals.
@Command(
        name = "approvals",
        description = "See, take, hand on and decide calls of tools that wait for an approval.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ListApprovals.class,
            ShowApproval.class,
            DecideApprovals.Approve.class,
            DecideApprovals.Reject.class,
            EditApproval.class,
            AssignApproval.Claim.class,
            AssignApproval.Delegate.class,
            AssignApproval.Release.class
        })
public final class ApprovalsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: tandem approvals list");
    }
}
