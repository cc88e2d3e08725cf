package io.tandem.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The ledger's last records, oldest first, a sentence each.
@Command(name = "tail", description = "Show the last records in plain sentences.")
final class TailLedger implements Callable<Integer> {
    private static final long LOOK_MILLIS = 2_000;
    private static final int MOST = 500;
    private static final int LINE = 300;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    RecordOptions wanted = new RecordOptions();

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many (default ${DEFAULT-VALUE}, at most 500).")
    int lines = 20;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as records come.")
    boolean follow;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    private final Set<String> shown = new HashSet<>();

    @Override
    public Integer call() throws InterruptedException {
        Platform platform = options.platform("auditor");
        JsonNode page = page(platform, Math.clamp(lines, 1, MOST));
        if (options.json() && !follow) {
            spec.commandLine().getOut().println(JsonFile.text(page));
            return ExitCode.OK.number();
        }
        show(page);
        while (follow) {
            Thread.sleep(LOOK_MILLIS);
            show(page(platform, MOST));
        }
        return ExitCode.OK.number();
    }

    private JsonNode page(Platform platform, int size) {
        Map<String, String> parameters = wanted.parameters();
        parameters.put("pageSize", Integer.toString(size));
        return platform.get(Platform.query("/api/v1/audit/records", parameters));
    }

    private void show(JsonNode page) {
        PrintWriter out = spec.commandLine().getOut();
        List<JsonNode> fresh = new ArrayList<>();
        boolean first = shown.isEmpty();
        for (JsonNode record : page.path("items")) {
            if (shown.add(
                    record.path("team").asText() + "#" + record.path("number").asText())) {
                fresh.add(record);
            }
        }
        if (first && fresh.isEmpty() && !follow) {
            out.println("There are no such records.");
        }
        for (JsonNode record : fresh.reversed()) {
            out.println(
                    options.json()
                            ? record.toString()
                            : record.path("time").asText() + "  "
                                    + Shown.line(record.path("summary").asText(), LINE));
        }
        out.flush();
    }
}
