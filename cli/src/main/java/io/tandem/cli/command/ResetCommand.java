package io.tandem.cli.command;

import io.tandem.cli.home.TandemHome;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.parts.Folders;
import io.tandem.cli.terminal.OutputOptions;
import java.io.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Deletes every agent, task, person and password of this home; the unpacked programs stay.
@Command(name = "reset", description = "Stop the platform and delete all its data.")
final class ResetCommand implements Callable<Integer> {
    @Mixin
    OutputOptions options = new OutputOptions();

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    boolean yes;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        TandemHome home = Tandem.settings().home();
        if (!yes && !asked(home)) {
            throw Failure.failed("Nothing was deleted.");
        }
        DownCommand.stop(home);
        Folders.delete(home.data());
        Folders.delete(home.run());
        Folders.delete(home.logs());
        Folders.delete(home.ledgerCopies()); // the ledger they are copies of is gone on purpose
        Folders.delete(home.secretsFile());
        Folders.delete(home.demoUsersFile());
        Folders.delete(home.demoClientsFile());
        spec.commandLine()
                .getOut()
                .println(options.json() ? "{\"reset\":true}" : "All data in " + home.root() + " are deleted.");
        return ExitCode.OK.number();
    }

    private static boolean asked(TandemHome home) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw Failure.usage("Without a terminal to ask on, reset needs --yes.");
        }
        String answer = console.readLine("Delete all agents, tasks, people and passwords in %s? [y/N] ", home.root());
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }
}
