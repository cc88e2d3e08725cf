package io.tandem.cli.worth;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Table;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What agents are worth.
@Command(
        name = "worth",
        description = "Time saved by accepted results, less what models and tools cost, by agent, team or month.")
public final class WorthCommand implements Callable<Integer> {
    private static final double MINUTES = 60;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Option(names = "--by", paramLabel = "WHAT", description = "agent, team or month (default agent).")
    String by = "agent";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode worth = options.platform("builder").get(Platform.query("/api/v1/worth", Map.of("by", by)));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(worth));
            return ExitCode.OK.number();
        }
        Table table = new Table(
                by.toUpperCase(Locale.ROOT), "TASKS", "ACCEPTED", "REJECTED", "HOURS", "SAVED", "COST", "WORTH");
        for (JsonNode line : worth.path("items")) {
            table.row(
                    line.path("key").asText(),
                    line.path("tasks").asText(),
                    line.path("accepted").asText(),
                    line.path("rejected").asText(),
                    String.format(Locale.ROOT, "%.1f", line.path("minutesSaved").asDouble() / MINUTES),
                    money(line.path("saved")),
                    money(line.path("cost")),
                    money(line.path("worth")));
        }
        if (table.isEmpty()) {
            out.println("No task yet.");
        } else {
            table.print(out);
        }
        worth.path("missing")
                .forEach(agent -> out.println("Not counted yet: " + agent.asText()
                        + " has accepted results, and nobody said what one saves. Set it in the console under Worth."));
        return ExitCode.OK.number();
    }

    private static String money(JsonNode money) {
        return money.isMissingNode()
                ? "-"
                : money.path("amount").asText() + " " + money.path("currency").asText();
    }
}
