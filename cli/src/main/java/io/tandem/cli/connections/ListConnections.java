package io.tandem.cli.connections;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Table;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Servers that people connect.
@Command(name = "list", description = "List servers that people connect, with what you granted there.")
final class ListConnections implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        OwnConnections list = OwnConnections.of(options.platform("builder"));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(list));
            return ExitCode.OK.number();
        }
        Table table = new Table("CONNECTOR", "SERVER", "CONNECTED", "LAST USED", "SCOPES", "TASKS WAIT");
        list.items()
                .forEach(one -> table.row(
                        one.path("connector").asText(),
                        one.path("server").asText(),
                        one.path("connectedAt").asText("no"),
                        one.path("usedAt").asText("never"),
                        StreamSupport.stream(one.path("scopes").spliterator(), false)
                                .map(JsonNode::asText)
                                .collect(Collectors.joining(" ")),
                        one.path("waitingTasks").asText()));
        if (table.isEmpty()) {
            out.println("No server asks people to connect it.");
        } else {
            table.print(out);
        }
        return ExitCode.OK.number();
    }
}
