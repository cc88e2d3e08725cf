package io.tandem.cli.approvals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Approves or rejects one call, for exactly the arguments that were shown.
@Command(name = "decide", description = "Approve or reject a call that waits.")
final class DecideApproval implements Callable<Integer> {
    enum Decision {
        APPROVE,
        REJECT
    }

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The approval, as ./tandem approvals list shows it.")
    String id = "";

    @Parameters(index = "1", paramLabel = "DECISION", description = "approve or reject.")
    Decision decision = Decision.REJECT;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; it is kept with the decision.")
    String reason = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        String word = decision.name().toLowerCase(Locale.ROOT);
        JsonNode decided = options.platform("approver")
                .post("/api/v1/approvals/" + Platform.segment(id), Map.of("decision", word, "reason", reason));
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                options.json()
                        ? JsonFile.text(decided)
                        : "The approval is " + decided.path("status").asText() + "; the task goes on.");
        return ExitCode.OK.number();
    }
}
