package io.tandem.cli.judges;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Table;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The judges of one's teams.
@Command(name = "list", description = "List the judges of your teams, and whether each counts.")
final class ListJudges implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode judges = options.platform("builder").get("/api/v1/judges");
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(judges));
            return ExitCode.OK.number();
        }
        Table table = new Table("TEAM", "JUDGE", "LABELS", "ON FAST", "ON DEEP");
        judges.path("items")
                .forEach(judge -> table.row(
                        judge.path("team").asText(),
                        judge.path("name").asText(),
                        judge.path("good").asInt() + " yes, "
                                + judge.path("bad").asInt() + " no",
                        standing(judge, "fast"),
                        standing(judge, "deep")));
        if (table.isEmpty()) {
            out.println("No judge yet. Make one: ./tandem judges save NAME --rubric \"What an answer has to meet\"");
        } else {
            table.print(out);
        }
        return ExitCode.OK.number();
    }

    private static String standing(JsonNode judge, String tier) {
        for (JsonNode one : judge.path("onTiers")) {
            if (one.path("tier").asText().equals(tier)) {
                JsonNode kappa = one.at("/calibration/result/kappa");
                return (one.path("counts").asBoolean() ? "counts" : "advice")
                        + (kappa.isMissingNode() ? "" : String.format(Locale.ROOT, ", kappa %.2f", kappa.asDouble()));
            }
        }
        return "-";
    }
}
