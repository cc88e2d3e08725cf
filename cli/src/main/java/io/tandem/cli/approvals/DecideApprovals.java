package io.tandem.cli.approvals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// One decision on one call, or on several of one tool, each for exactly the arguments that it has now.
abstract class DecideApprovals implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "ID",
            description = "The approval, as ./tandem approvals list shows it; several of one tool are decided at once.")
    List<String> ids = List.of();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; it is kept with the decision, and the agent is told.")
    String reason = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    private final String decision;

    DecideApprovals(String decision) {
        this.decision = decision;
    }

    @Command(name = "approve", description = "Approve calls that wait, exactly as they are.")
    static final class Approve extends DecideApprovals {
        Approve() {
            super("approve");
        }
    }

    @Command(name = "reject", description = "Reject calls that wait; the agent goes on without them.")
    static final class Reject extends DecideApprovals {
        Reject() {
            super("reject");
        }
    }

    @Override
    public Integer call() {
        Platform platform = options.platform("approver");
        return ids.size() == 1 ? one(platform) : several(platform);
    }

    private int one(Platform platform) {
        JsonNode decided = platform.post(
                "/api/v1/approvals/" + Platform.segment(ids.getFirst()),
                Map.of("decision", decision, "reason", reason));
        out().println(
                        options.json()
                                ? JsonFile.text(decided)
                                : "The approval is " + decided.path("status").asText() + "; the task goes on.");
        return ExitCode.OK.number();
    }

    private int several(Platform platform) {
        List<Map<String, String>> shown = new ArrayList<>();
        for (String id : ids) {
            JsonNode approval = platform.get("/api/v1/approvals/" + Platform.segment(id));
            shown.add(Map.of("id", id, "hash", approval.path("bindingHash").asText()));
        }
        JsonNode results = platform.post(
                "/api/v1/approvals/decisions", Map.of("decision", decision, "reason", reason, "approvals", shown));
        if (options.json()) {
            out().println(JsonFile.text(results));
        }
        boolean all = true;
        for (JsonNode result : results.path("results")) {
            boolean done = result.hasNonNull("status");
            all &= done;
            if (!options.json()) {
                out().println(result.path("id").asText() + "  "
                        + (done
                                ? result.path("status").asText()
                                : "not decided: "
                                        + Shown.line(result.path("detail").asText(), 500)));
            }
        }
        return (all ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
