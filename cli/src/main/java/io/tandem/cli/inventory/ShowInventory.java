package io.tandem.cli.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Table;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Every agent with who answers for it and how it stands.
@Command(
        name = "inventory",
        description = "Every agent that you may see: owner, deputy, risk, state, use and cost of 30 days, review.")
public final class ShowInventory implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Option(names = "--csv", description = "As CSV.")
    boolean csv;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Platform platform = options.platform("builder");
        PrintWriter out = spec.commandLine().getOut();
        if (csv) {
            out.print(platform.text("/api/v1/inventory/csv", "text/csv"));
            out.flush();
            return ExitCode.OK.number();
        }
        JsonNode inventory = platform.get("/api/v1/inventory");
        if (options.json()) {
            out.println(JsonFile.text(inventory));
            return ExitCode.OK.number();
        }
        Table table = new Table(
                "AGENT", "TEAM", "OWNER", "DEPUTY", "RISK", "STATE", "LAST USE", "TASKS", "COST", "SCORE", "REVIEW ON");
        for (JsonNode line : inventory.path("items")) {
            table.row(
                    line.path("name").asText(),
                    line.path("team").asText(),
                    line.path("owner").asText("-") + (line.has("ownerGoneAt") ? " (gone)" : ""),
                    line.path("deputy").asText("-"),
                    line.path("risk").asText(),
                    line.path("state").asText(),
                    line.path("lastUse").asText("never"),
                    line.path("tasks").asText(),
                    money(line.path("cost")),
                    line.has("score") ? Math.round(line.path("score").asDouble() * 100) + " %" : "-",
                    line.path("reviewOn").asText("-"));
        }
        table.print(out);
        return ExitCode.OK.number();
    }

    private static String money(JsonNode money) {
        return money.isMissingNode()
                ? "-"
                : money.path("amount").asText() + " " + money.path("currency").asText();
    }
}
