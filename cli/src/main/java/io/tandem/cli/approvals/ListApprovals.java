package io.tandem.cli.approvals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Approvals, newest first.
@Command(name = "list", description = "List approvals that wait; with --all, decided ones too.")
final class ListApprovals implements Callable<Integer> {
    private static final int LONGEST = 4000;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Option(names = "--all", description = "Decided, used, expired and withdrawn ones too.")
    boolean all;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("status", all ? "" : "waiting");
        parameters.put("pageSize", "100");
        JsonNode page = options.platform("approver").get(Platform.query("/api/v1/approvals", parameters));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(page));
            return ExitCode.OK.number();
        }
        if (page.path("items").isEmpty()) {
            out.println(all ? "There are no approvals that you may see." : "Nothing waits for an approval.");
        }
        page.path("items").forEach(approval -> tell(out, approval));
        return ExitCode.OK.number();
    }

    private static void tell(PrintWriter out, JsonNode approval) {
        out.println(
                approval.path("id").asText() + "  " + approval.path("status").asText() + "  "
                        + approval.path("createdAt").asText());
        out.println("  " + approval.path("agent").asText() + "@"
                + approval.path("version").asText() + " wants to call "
                + tool(approval) + " for "
                + Shown.line(approval.path("onBehalfOf").asText(), 100) + " (task "
                + approval.path("taskId").asText() + ")");
        approval.path("arguments")
                .properties()
                .forEach(argument -> out.println("    " + Shown.line(argument.getKey(), 100) + " = "
                        + Shown.line(argument.getValue().toString(), LONGEST)));
        if (approval.hasNonNull("decidedBy")) {
            out.println("  decided by " + approval.path("decidedBy").asText() + ": "
                    + Shown.line(approval.path("reason").asText("no reason given"), LONGEST));
        } else if (approval.hasNonNull("reason")) {
            out.println(
                    "  nobody decided: " + Shown.line(approval.path("reason").asText(), LONGEST));
        }
    }

    private static String tool(JsonNode approval) {
        String tool = approval.path("tool").asText();
        return tool.contains("/") ? tool : approval.path("connector").asText() + "/" + tool;
    }
}
