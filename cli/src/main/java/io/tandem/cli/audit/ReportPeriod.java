package io.tandem.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What the ledger says of a period: shown, and saved as CSV or as a signed PDF.
@Command(
        name = "report",
        description = {
            "Report on a period: who may do what, changes, denials, approvals, overrides of defaults.",
            "A PDF is checked again with audit verify --file."
        })
final class ReportPeriod implements Callable<Integer> {
    private static final int LINE = 200;
    private static final String REPORT = "/api/v1/audit/report";

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Option(names = "--from", required = true, paramLabel = "TIME", description = "From this day or time on.")
    String from = "";

    @Option(names = "--to", required = true, paramLabel = "TIME", description = "Before this day or time.")
    String to = "";

    @Option(names = "--team", paramLabel = "TEAM", description = "One team's records alone.")
    String team = "";

    @Option(names = "--csv", paramLabel = "FILE", description = "Save it as CSV.")
    @Nullable
    Path csv;

    @Option(names = "--pdf", paramLabel = "FILE", description = "Save it as a signed PDF.")
    @Nullable
    Path pdf;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> period = new LinkedHashMap<>();
        period.put("from", time(from));
        period.put("to", time(to));
        period.put("team", team);
        Platform platform = options.platform("auditor");
        PrintWriter out = spec.commandLine().getOut();
        if (csv == null && pdf == null) {
            JsonNode report = platform.get(Platform.query(REPORT, period));
            if (options.json()) {
                out.println(JsonFile.text(report));
            } else {
                tell(out, report);
            }
        }
        save(out, csv, platform, Platform.query(REPORT + ".csv", period));
        save(out, pdf, platform, Platform.query(REPORT + ".pdf", period));
        return ExitCode.OK.number();
    }

    private static void tell(PrintWriter out, JsonNode report) {
        JsonNode access = report.path("access");
        out.println("Active agents " + access.path("agents").size() + ", grants "
                + access.path("grants").size() + ", exemptions "
                + access.path("exemptions").size() + ".");
        out.println("Changes: " + report.at("/changes/total").asText() + counts(report.at("/changes/kinds")));
        JsonNode denials = report.path("denials");
        out.println("Denials: " + denials.path("total").asText() + counts(denials.path("policies")));
        JsonNode approvals = report.path("approvals");
        out.println("Approvals: " + approvals.path("asked").asText() + " asked, "
                + approvals.path("granted").asText() + " granted ("
                + approvals.path("edited").asText() + " with other arguments), "
                + approvals.path("rejected").asText() + " rejected, "
                + approvals.path("expired").asText() + " expired"
                + (approvals.has("medianSeconds")
                        ? "; half were decided within "
                                + approvals.path("medianSeconds").asText() + " s"
                        : "")
                + ".");
        out.println("Overrides of defaults: " + report.at("/overrides/total").asText());
        for (JsonNode deed : report.at("/overrides/items")) {
            out.println("  " + deed.path("time").asText() + "  "
                    + Shown.line(deed.path("summary").asText(), LINE));
        }
    }

    private static String counts(JsonNode counts) {
        StringBuilder told = new StringBuilder();
        counts.forEach(count -> told.append(told.isEmpty() ? ": " : ", ")
                .append(Shown.line(count.path("name").asText(), LINE))
                .append(' ')
                .append(count.path("count").asText()));
        return told.toString();
    }

    private static void save(PrintWriter out, @Nullable Path to, Platform platform, String path) {
        if (to == null) {
            return;
        }
        try (InputStream body = platform.stream(path)) {
            long bytes = Files.copy(body, to, StandardCopyOption.REPLACE_EXISTING);
            out.println("Wrote " + bytes + " bytes to " + to + ".");
        } catch (IOException e) {
            throw Failure.failed("The file " + to + " cannot be written: check the folder, and repeat.", e);
        }
    }

    /// A day is its beginning in UTC.
    private static String time(String given) {
        try {
            return given.length() > 10 ? given : LocalDate.parse(given) + "T00:00:00Z";
        } catch (DateTimeParseException e) {
            throw Failure.usage("A day looks like 2026-01-31, a time like 2026-01-31T12:00:00Z.");
        }
    }
}
