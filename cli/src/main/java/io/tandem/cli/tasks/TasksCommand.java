package io.tandem.cli.tasks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands about tasks.
@Command(
        name = "tasks",
        description = "List tasks and look into one.",
        mixinStandardHelpOptions = true,
        subcommands = {ListTasks.class, GetTask.class, TaskSteps.class})
public final class TasksCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: tandem tasks list");
    }
}
