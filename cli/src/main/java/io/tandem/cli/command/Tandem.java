package io.tandem.cli.command;

import io.tandem.cli.agents.AgentsCommand;
import io.tandem.cli.approvals.ApprovalsCommand;
import io.tandem.cli.audit.AuditCommand;
import io.tandem.cli.call.CallCommand;
import io.tandem.cli.connections.ConnectionsCommand;
import io.tandem.cli.evaluate.EvaluateCommand;
import io.tandem.cli.evaluate.ReplayRequests;
import io.tandem.cli.halts.HaltsCommand;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.home.Settings;
import io.tandem.cli.inventory.BoardCommand;
import io.tandem.cli.judges.JudgesCommand;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.policies.PoliciesCommand;
import io.tandem.cli.tasks.TasksCommand;
import io.tandem.cli.worth.OutcomesCommand;
import io.tandem.cli.worth.WorthCommand;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The entry: parses, runs, and turns every failure into one sentence and an exit code.
@Command(
        name = "tandem",
        description = "Create, run and govern AI agents on your own machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ResetCommand.class,
            TokenCommand.class,
            AgentsCommand.class,
            CallCommand.class,
            TasksCommand.class,
            ApprovalsCommand.class,
            ConnectionsCommand.class,
            PoliciesCommand.class,
            HaltsCommand.class,
            EvaluateCommand.class,
            JudgesCommand.class,
            ReplayRequests.class,
            OutcomesCommand.class,
            BoardCommand.class,
            WorthCommand.class,
            AuditCommand.class,
            SuperviseCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "tandem 0.1.0",
        footerHeading = "%nAlso:%n",
        footer = {
            "  build, test, accept, bench, format, docs   work on Tandem itself",
            "",
            "Exit codes: 0 ok, 1 failed, 2 usage, 3 denied, 4 not found, 5 platform down."
        })
public final class Tandem implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Tandem())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Tandem::usage)
                .setExecutionExceptionHandler(Tandem::failed);
    }

    static Settings settings() {
        return Settings.from(System.getenv());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: tandem up");
    }

    private static int usage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr()
                .println(
                        e instanceof UnmatchedArgumentException unmatched
                                ? command.getCommandSpec().qualifiedName() + " knows nothing called "
                                        + String.join(" ", unmatched.getUnmatched()) + "."
                                : e.getMessage());
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
        return ExitCode.USAGE.number();
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        Exception known = e instanceof UncheckedIOException io
                ? Failure.failed(
                        "A file cannot be read or written ("
                                + Objects.requireNonNullElse(io.getCause(), io).getMessage()
                                + "): check the free space and the rights of "
                                + settings().home().root() + ".",
                        io)
                : e;
        if (known instanceof Failure failure) {
            boolean json = parsed.expandedArgs().contains("json");
            command.getErr()
                    .println(
                            json
                                    ? JsonFile.text(Map.of(
                                            "error", failure.sentence(),
                                            "exitCode", failure.exitCode().number()))
                                    : failure.sentence());
            return failure.exitCode().number();
        }
        e.printStackTrace(command.getErr());
        return ExitCode.FAILED.number();
    }
}
