package io.tandem.cli.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Table;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// How an agent does on real runs.
@Command(
        name = "runs",
        description = {
            "How an agent's runs went in the last 30 days, by day.",
            "And the newest runs of its active version beside its first 50, with p of each difference."
        })
public final class ShowRuns implements Callable<Integer> {
    private static final MathContext SHOWN = new MathContext(2);

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "NAME", description = "The agent.")
    String name = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode runs = options.platform("builder").get("/api/v1/runs/" + Platform.segment(name));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(runs));
        } else if (runs.path("days").isEmpty()) {
            out.println(name + " had no run that ended in the last 30 days.");
        } else {
            tell(out, runs);
        }
        return ExitCode.OK.number();
    }

    private static void tell(PrintWriter out, JsonNode runs) {
        String cost =
                "COST" + (runs.has("currency") ? " " + runs.path("currency").asText() : "");
        Table days = new Table("DAY", "VERSION", "RUNS", "FAILED", "REFUSED", cost, "SECONDS", "TOKENS");
        for (JsonNode day : runs.path("days")) {
            days.row(
                    day.path("day").asText(),
                    day.path("version").asText(),
                    day.path("runs").asText(),
                    day.path("failed").asText(),
                    day.path("refused").asText(),
                    number(day.path("cost")),
                    number(day.path("seconds")),
                    number(day.path("length")));
        }
        days.print(out);
        JsonNode manner = runs.path("manner");
        if (manner.isMissingNode()) {
            return;
        }
        Table shifts = new Table(
                "VERSION " + manner.path("version").asText(),
                "FIRST " + manner.path("runsThen").asText(),
                "NEWEST " + manner.path("runsNow").asText(),
                "P");
        for (JsonNode shift : manner.path("shifts")) {
            shifts.row(
                    shift.path("figure").asText(),
                    number(shift.path("then")),
                    number(shift.path("now")),
                    number(shift.path("chance")));
        }
        shifts.print(out);
    }

    private static String number(JsonNode value) {
        return new BigDecimal(value.asText("0"))
                .round(SHOWN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
