package io.tandem.cli.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// One task with its answer and the tasks that it asked peers for.
@Command(name = "get", description = "Show one task with its answer.")
final class GetTask implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "ID", description = "The task.")
    String id = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode detail = options.platform("builder").get("/api/v1/tasks/" + Platform.segment(id));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(detail));
            return ExitCode.OK.number();
        }
        JsonNode summary = detail.path("summary");
        out.println(summary.path("agent").asText() + "@"
                + summary.path("version").asText() + " for "
                + summary.path("owner").asText() + ": " + summary.path("state").asText() + ", "
                + summary.path("steps").asText() + " steps, since "
                + summary.path("createdAt").asText());
        text(out, detail.path("task").path("status").path("message"));
        detail.path("task").path("artifacts").forEach(artifact -> text(out, artifact));
        for (JsonNode child : detail.path("children")) {
            out.println("  asked " + child.path("agent").asText() + ": "
                    + child.path("state").asText() + " (task "
                    + child.path("taskId").asText() + ")");
        }
        return ExitCode.OK.number();
    }

    private static void text(PrintWriter out, JsonNode holder) {
        StringBuilder text = new StringBuilder();
        holder.path("parts").forEach(part -> text.append(part.path("text").asText("")));
        if (!text.isEmpty()) {
            out.println(Shown.text(text.toString()));
        }
    }
}
