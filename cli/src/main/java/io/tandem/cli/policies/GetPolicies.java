package io.tandem.cli.policies;

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

/// One revision whole, what is built in, or what policies can speak of.
@Command(name = "get", description = "Show a revision with its cases and moves, what is built in, or the schema.")
final class GetPolicies implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    TeamOption team = new TeamOption();

    @Parameters(index = "0", paramLabel = "WHAT", description = "A revision's number, built-in, or schema.")
    String what = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode found = options.platform("builder").get(path());
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(found));
            return ExitCode.OK.number();
        }
        if (found.has("schema")) {
            out.println(Shown.text(found.path("schema").asText()));
            return ExitCode.OK.number();
        }
        if (found.has("number")) {
            out.println("// " + found.path("team").asText() + "@"
                    + found.path("number").asText() + ", " + found.path("state").asText() + ", by "
                    + found.path("author").asText() + ": "
                    + Shown.line(found.path("note").asText(), 200));
            found.path("moves")
                    .forEach(move -> out.println("// " + move.path("at").asText() + " "
                            + move.path("from").asText() + " → "
                            + move.path("to").asText() + " by "
                            + move.path("by").asText() + ": "
                            + Shown.line(move.path("reason").asText(), 200)));
        }
        out.println(Shown.text(found.path("text").asText()));
        found.path("cases").forEach(one -> out.println("// case: " + one));
        return ExitCode.OK.number();
    }

    private String path() {
        return switch (what) {
            case "built-in" -> "/api/v1/policies/built-in";
            case "schema" -> team.path() + "/schema";
            default -> team.path() + "/revisions/" + Platform.segment(what);
        };
    }
}
