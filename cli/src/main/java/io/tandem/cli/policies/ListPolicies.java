package io.tandem.cli.policies;

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

/// A team's revisions, newest first.
@Command(name = "list", description = "List a team's revisions, newest first.")
final class ListPolicies implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    TeamOption team = new TeamOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode list = options.platform("builder").get(team.path());
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(list));
            return ExitCode.OK.number();
        }
        Table table = new Table("REVISION", "STATE", "AUTHOR", "WHEN", "NOTE");
        list.path("items")
                .forEach(one -> table.row(
                        one.path("number").asText(),
                        one.path("state").asText(),
                        one.path("author").asText(),
                        one.path("createdAt").asText(),
                        one.path("note").asText()));
        if (table.isEmpty()) {
            out.println("The team " + team.name + " has no policies of its own; what is built in decides:"
                    + " ./tandem policies get built-in");
        } else {
            table.print(out);
        }
        return ExitCode.OK.number();
    }
}
