package io.tandem.cli.judges;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Compares a judge with people's labels.
@Command(
        name = "calibrate",
        description = {
            "Compare a judge with people's labels, wait, and tell how well they agree.",
            "Ends with 0 when it counts on each tier that was asked for, with 1 when it is advice only."
        })
final class CalibrateJudge implements Callable<Integer> {
    private static final long LOOK_MILLIS = 500;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    JudgeName judge = new JudgeName();

    @Option(names = "--tier", paramLabel = "TIER", description = "fast or deep (default: both).")
    String tier = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    private String told = "";

    @Override
    public Integer call() throws InterruptedException {
        Platform platform = options.platform("builder");
        platform.post(judge.path() + "/calibrations", tier.isEmpty() ? Map.of() : Map.of("tier", tier));
        JsonNode now = platform.get(judge.path());
        while (asked(now).stream().anyMatch(one -> !one.path("calibration").has("finishedAt"))) {
            progress(now);
            Thread.sleep(LOOK_MILLIS);
            now = platform.get(judge.path());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(now));
        } else {
            ShowJudge.tell(out, now);
        }
        boolean counts = asked(now).stream().allMatch(one -> one.path("counts").asBoolean());
        return (counts ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private List<JsonNode> asked(JsonNode found) {
        List<JsonNode> asked = new ArrayList<>();
        found.path("onTiers").forEach(one -> {
            if (tier.isEmpty() || one.path("tier").asText().equals(tier)) {
                asked.add(one);
            }
        });
        return asked;
    }

    private void progress(JsonNode now) {
        StringBuilder line = new StringBuilder();
        asked(now).forEach(one -> line.append(line.isEmpty() ? "" : ", ")
                .append(one.path("tier").asText())
                .append(": ")
                .append(one.at("/calibration/done").asInt())
                .append(" of ")
                .append(one.at("/calibration/of").asInt()));
        if (!options.json() && !line.toString().equals(told)) {
            told = line.toString();
            spec.commandLine().getErr().println(told + " answers judged.");
            spec.commandLine().getErr().flush();
        }
    }
}
