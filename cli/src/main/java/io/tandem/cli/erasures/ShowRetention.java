package io.tandem.cli.erasures;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// How long payloads are kept.
@Command(name = "retention", description = "Show how long payloads of the ledger are kept.")
public final class ShowRetention implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode retention =
                options.platform("auditor").get("/api/v1/audit/erasures").path("retention");
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(retention));
            return ExitCode.OK.number();
        }
        out.println(
                retention.hasNonNull("payloads")
                        ? "Payloads are kept for " + retention.path("payloads").asText()
                                + ": what was recorded before "
                                + retention.path("before").asText() + " goes, once a day."
                        : "Payloads are kept for ever; tandem.governance.retention.payloads sets a period such as P1Y.");
        if (retention.hasNonNull("warning")) {
            out.println("Note: " + retention.path("warning").asText());
        }
        return ExitCode.OK.number();
    }
}
