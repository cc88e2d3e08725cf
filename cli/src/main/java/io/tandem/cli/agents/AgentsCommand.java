package io.tandem.cli.agents;

import io.tandem.cli.cases.CasesCommand;
import io.tandem.cli.inventory.ChangeStewards;
import io.tandem.cli.inventory.ScoreRuns;
import io.tandem.cli.inventory.ShowInventory;
import io.tandem.cli.inventory.ShowRuns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands about agents.
@Command(
        name = "agents",
        description = "List, design, save, submit, approve and suspend agents.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ListAgents.class,
            GetAgent.class,
            DesignAgent.class,
            ApplyAgent.class,
            SubmitVersion.class,
            DecideVersion.Approve.class,
            DecideVersion.Reject.class,
            HoldAgent.Suspend.class,
            HoldAgent.Resume.class,
            HoldAgent.Rollback.class,
            CanaryCommand.class,
            ExportAgent.class,
            CasesCommand.class,
            ShowInventory.class,
            ShowRuns.class,
            ScoreRuns.class,
            ChangeStewards.class
        })
public final class AgentsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: tandem agents list");
    }
}
