package io.tandem.cli.agents;

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

/// The agents that somebody may see.
@Command(name = "list", description = "List the agents that you may see.")
final class ListAgents implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Option(names = "-q", paramLabel = "WORDS", description = "Only agents in which all these words occur.")
    String words = "";

    @Option(names = "--state", paramLabel = "STATE", description = "Only agents in this state, such as ACTIVE.")
    String state = "";

    @Option(names = "--team", paramLabel = "TEAM", description = "Only agents of this team.")
    String team = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", words);
        parameters.put("state", state);
        parameters.put("team", team);
        parameters.put("pageSize", "200");
        JsonNode page = options.platform("builder").get(Platform.query("/api/v1/agents", parameters));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(page));
            return ExitCode.OK.number();
        }
        Table table = new Table("AGENT", "TEAM", "STATE", "ACTIVE", "TIER", "PURPOSE");
        for (JsonNode agent : page.path("items")) {
            String active = agent.path("activeVersion").asText("");
            table.row(
                    agent.path("name").asText(),
                    agent.path("team").asText(),
                    agent.path("state").asText() + (agent.path("builtIn").asBoolean() ? " (built in)" : ""),
                    active.isEmpty() ? "-" : active,
                    agent.path("tier").asText("-"),
                    agent.path("purpose").asText());
        }
        if (table.isEmpty()) {
            out.println("There are no such agents that you may see: make one with ./tandem agents design \"...\".");
        } else {
            table.print(out);
        }
        if (!page.path("nextPageToken").asText("").isEmpty()) {
            out.println("There are more: narrow the list with -q, --state or --team.");
        }
        return ExitCode.OK.number();
    }
}
