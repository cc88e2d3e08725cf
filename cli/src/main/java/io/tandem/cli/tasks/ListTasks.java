package io.tandem.cli.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Table;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Tasks, newest first.
@Command(name = "list", description = "List tasks, newest first.")
final class ListTasks implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Option(names = "--agent", paramLabel = "NAME", description = "Only tasks of this agent.")
    String agent = "";

    @Option(names = "--state", paramLabel = "STATE", description = "Only tasks in this state, such as COMPLETED.")
    String state = "";

    @Option(names = "--context", paramLabel = "ID", description = "Only tasks of this conversation.")
    String context = "";

    @Option(names = "--mine", description = "Only tasks that you asked for.")
    boolean mine;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many (default ${DEFAULT-VALUE}).")
    int lines = 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("agent", agent);
        parameters.put("state", state);
        parameters.put("contextId", context);
        parameters.put("mine", mine ? "true" : "");
        parameters.put("pageSize", Integer.toString(lines));
        JsonNode page = options.platform("builder").get(Platform.query("/api/v1/tasks", parameters));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(page));
            return ExitCode.OK.number();
        }
        Table table = new Table("TASK", "AGENT", "STATE", "STEPS", "FOR", "SINCE");
        for (JsonNode task : page.path("items")) {
            table.row(
                    task.path("taskId").asText(),
                    task.path("agent").asText() + "@" + task.path("version").asText(),
                    task.path("state").asText(),
                    task.path("steps").asText(),
                    task.path("owner").asText(),
                    task.path("createdAt").asText());
        }
        if (table.isEmpty()) {
            out.println("There are no such tasks that you may see: ./tandem call NAME TEXT makes one.");
        } else {
            table.print(out);
        }
        return ExitCode.OK.number();
    }
}
