package io.tandem.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.agents.VersionName;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Asks a version what people asked its agent lately.
@Command(
        name = "replay",
        description = {
            "Ask a version what people asked its agent lately, with the tool results that are on record, and tell what"
                    + " differs. No tool and no other agent is called.",
            "Ends with 0 when all is as then, with 1 when something differs or it could not be finished."
        })
public final class ReplayRequests implements Callable<Integer> {
    private static final long LOOK_MILLIS = 1_000;
    private static final int LINE = 300;
    private static final Set<String> OPEN = Set.of("WAITING", "RUNNING");

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "NAME@VERSION", description = "The version.")
    String name = "";

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            description = "How far back, at most 30 (default: ${DEFAULT-VALUE}).")
    int days = 7;

    @Option(
            names = "--most",
            paramLabel = "NUMBER",
            description = "How many requests at most, the newest (default: ${DEFAULT-VALUE}).")
    int most = 50;

    @Option(
            names = "--judge",
            paramLabel = "JUDGE",
            description = "A judge of the team that counts; it says whether other words say the same.")
    String judge = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        VersionName version = VersionName.parse(name);
        version.required();
        Platform platform = options.platform("operator");
        JsonNode asked = platform.post(
                "/api/v1/replays",
                Map.of(
                        "agent",
                        version.agent(),
                        "version",
                        Integer.toString(version.required()),
                        "days",
                        days,
                        "most",
                        most,
                        "judge",
                        judge));
        String path = "/api/v1/replays/" + Platform.segment(asked.path("id").asText());
        int told = -1;
        JsonNode now = platform.get(path);
        while (OPEN.contains(now.path("state").asText())) {
            if (!options.json() && told != now.path("done").asInt()) {
                told = now.path("done").asInt();
                spec.commandLine()
                        .getErr()
                        .println(told + " of " + now.path("of").asInt() + " requests asked.");
                spec.commandLine().getErr().flush();
            }
            Thread.sleep(LOOK_MILLIS);
            now = platform.get(path);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(now));
        } else {
            tell(out, now);
        }
        JsonNode totals = now.path("totals");
        boolean asThen = now.path("state").asText().equals("DONE")
                && totals.path("different").asInt() == 0
                && totals.path("otherCalls").asInt() == 0;
        return (asThen ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private static void tell(PrintWriter out, JsonNode replay) {
        String problem = replay.path("problem").asText("");
        if (!problem.isEmpty()) {
            out.println("It was given up: " + Shown.line(problem, LINE));
        }
        if (replay.path("state").asText().equals("CANCELED")) {
            out.println("Somebody cancelled it.");
        }
        out.println(Shown.line(replay.at("/totals/sentence").asText("No request was asked."), LINE * 2));
        for (JsonNode line : replay.path("lines")) {
            if (line.path("change").asText().equals("DIFFERENT")) {
                out.println("  Asked \"" + Shown.line(line.path("input").asText(), LINE) + "\"");
                out.println("    then: " + Shown.line(line.at("/then/answer").asText(), LINE));
                out.println("    now:  " + Shown.line(line.at("/now/answer").asText(), LINE));
            }
            for (JsonNode call : line.at("/now/calls")) {
                if (!call.path("recorded").asBoolean(true)) {
                    out.println("  Would have called " + call.path("tool").asText() + " with "
                            + Shown.line(call.path("arguments").toString(), LINE) + ", asked \""
                            + Shown.line(line.path("input").asText(), LINE) + "\"");
                }
            }
        }
    }
}
