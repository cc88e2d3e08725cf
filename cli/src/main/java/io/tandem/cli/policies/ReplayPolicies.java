package io.tandem.cli.policies;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import io.tandem.cli.terminal.Table;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Asks a revision again what was asked in the last days.
@Command(
        name = "replay",
        description = "What would have changed: ask a revision again what was asked in the last days.")
final class ReplayPolicies implements Callable<Integer> {
    private static final int LONGEST = 200;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    TeamOption team = new TeamOption();

    @Parameters(index = "0", paramLabel = "REVISION", description = "Its number; 0 for what is built in alone.")
    String number = "";

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            description = "How far back, at most 30 (default: ${DEFAULT-VALUE}).")
    int days = 7;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Platform platform = options.platform("builder");
        String text = number.equals("0")
                ? ""
                : platform.get(team.path() + "/revisions/" + Platform.segment(number))
                        .path("text")
                        .asText();
        JsonNode report =
                platform.post("/api/v1/audit/policy-replays", Map.of("team", team.name, "text", text, "days", days));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(report));
            return ExitCode.OK.number();
        }
        Table table = new Table("WHEN", "TASK", "TOOL", "FOR", "BEFORE", "NOW");
        report.path("differences")
                .forEach(one -> table.row(
                        one.path("time").asText(),
                        one.path("task").asText(),
                        one.path("tool").asText(),
                        one.path("person").asText(),
                        one.at("/before/outcome").asText(),
                        one.at("/now/outcome").asText() + ": "
                                + Shown.line(one.at("/now/because/0/says").asText(), LONGEST)));
        if (!table.isEmpty()) {
            table.print(out);
        }
        out.println(report.path("calls").asInt() + " calls of the last " + days + " days asked again: "
                + report.path("same").asInt() + " decided as they were, "
                + report.path("different").asInt() + " otherwise, "
                + report.path("unanswered").asInt() + " of tools that are gone"
                + (report.path("whole").asBoolean() ? "." : "; older ones were left out."));
        return ExitCode.OK.number();
    }
}
