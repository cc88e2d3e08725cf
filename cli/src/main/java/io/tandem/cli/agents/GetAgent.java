package io.tandem.cli.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// One agent with its versions, or one version with what happened to it.
@Command(name = "get", description = "Show one agent with its versions, or one version.")
final class GetAgent implements Callable<Integer> {
    private static final int LINE = 160;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "NAME[@VERSION]", description = "The agent, or one of its versions.")
    String name = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        VersionName asked = VersionName.parse(name);
        Platform platform = options.platform("builder");
        PrintWriter out = spec.commandLine().getOut();
        if (asked.number().isPresent()) {
            JsonNode version = platform.get(asked.versionPath());
            if (options.json()) {
                out.println(JsonFile.text(version));
            } else {
                version(out, version);
            }
            return ExitCode.OK.number();
        }
        JsonNode agent = platform.get(asked.agentPath());
        JsonNode versions = agent.path("builtIn").asBoolean()
                ? JsonFile.MAPPER.createArrayNode()
                : platform.get(asked.agentPath() + "/versions").path("items");
        if (options.json()) {
            ObjectNode whole = agent.deepCopy();
            whole.set("versions", versions);
            out.println(JsonFile.text(whole));
        } else {
            agent(out, agent);
            versions.forEach(version -> out.println("  " + line(version)));
        }
        return ExitCode.OK.number();
    }

    private static void agent(PrintWriter out, JsonNode agent) {
        out.println(agent.path("name").asText() + ": "
                + Shown.line(agent.path("purpose").asText(), LINE));
        out.println("  team " + agent.path("team").asText() + ", owner "
                + agent.path("owner").asText("-") + ", deputy "
                + agent.path("deputy").asText("-") + ", visible to "
                + agent.path("visibility").asText());
        out.println("  state " + agent.path("state").asText()
                + (agent.path("suspended").asBoolean() ? ", suspended" : "")
                + (agent.path("builtIn").asBoolean() ? ", built in" : "") + ", tier "
                + agent.path("tier").asText("-") + ", risk "
                + agent.path("risk").asText("-"));
        String tools = StreamSupport.stream(agent.path("tools").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        out.println("  tools " + (tools.isEmpty() ? "none" : Shown.line(tools, LINE)));
    }

    /// `version 2 ACTIVE by person:builder, 4 of 4 cases passed`
    private static String line(JsonNode version) {
        JsonNode evaluation = version.path("evaluation");
        String result = evaluation.isObject()
                ? ", " + evaluation.path("passedCases").asText() + " of "
                        + evaluation.path("cases").asText() + " cases passed"
                : ", not evaluated";
        return "version " + version.path("version").asText() + " "
                + version.path("state").asText() + " by "
                + version.path("author").asText().replace("person:", "") + result;
    }

    private static void version(PrintWriter out, JsonNode version) {
        out.println(version.path("agent").asText() + " " + line(version));
        out.println("  digest " + version.path("digest").asText());
        for (JsonNode move : version.path("moves")) {
            out.println("  " + move.path("at").asText() + "  "
                    + (move.hasNonNull("from") ? move.path("from").asText() + " -> " : "")
                    + move.path("to").asText() + " by " + move.path("by").asText() + ": "
                    + Shown.line(move.path("reason").asText(), LINE));
        }
    }
}
