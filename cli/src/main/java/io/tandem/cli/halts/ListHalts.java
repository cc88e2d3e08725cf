package io.tandem.cli.halts;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Table;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What is halted now.
@Command(name = "list", description = "List what is halted now, newest first.")
final class ListHalts implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode list = options.platform("operator").get("/api/v1/halts");
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(list));
            return ExitCode.OK.number();
        }
        Table table = new Table("ID", "SCOPE", "TARGET", "BY", "SINCE", "REASON");
        list.path("items")
                .forEach(one -> table.row(
                        one.path("id").asText(),
                        one.path("scope").asText(),
                        one.path("target").asText(),
                        one.path("by").asText(),
                        one.path("at").asText(),
                        one.path("reason").asText()));
        if (table.isEmpty()) {
            out.println("Nothing is halted.");
        } else {
            table.print(out);
        }
        return ExitCode.OK.number();
    }
}
