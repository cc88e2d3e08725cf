package io.tandem.cli.approvals;

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

/// One approval with all that an approver looks at.
@Command(name = "show", description = "Show one approval: the exact call, who is behind it, and similar decisions.")
final class ShowApproval implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The approval, as ./tandem approvals list shows it.")
    String id = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode facts = options.platform("approver").get("/api/v1/approvals/" + Platform.segment(id) + "/facts");
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(facts));
            return ExitCode.OK.number();
        }
        JsonNode approval = facts.path("approval");
        ApprovalText.tell(out, approval);
        out.println("  " + facts.path("effect").asText()
                + (facts.path("leaves").asBoolean() ? " What it is given leaves the company." : ""));
        facts.path("arguments").forEach(argument -> {
            if (!argument.path("vouched").asBoolean()) {
                out.println("  look at " + ApprovalText.line(argument.path("name"), 100)
                        + ": no person and no trusted source named this value");
            }
        });
        out.println("  chain: " + ApprovalText.line(approval.path("onBehalfOf"), 100));
        approval.path("chain")
                .forEach(link -> out.println("    " + link.path("agent").asText() + "  task "
                        + link.path("taskId").asText()));
        out.println("  " + facts.path("whoDecides").asText());
        past(out, "last decisions for this agent", facts.path("last"));
        past(out, "decisions with the nearest arguments", facts.path("nearest"));
        return ExitCode.OK.number();
    }

    private static void past(PrintWriter out, String title, JsonNode decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        out.println("  " + title + ":");
        decisions.forEach(decision -> out.println("    "
                + (decision.path("approved").asBoolean() ? "yes" : "no ") + "  "
                + decision.path("decidedAt").asText() + "  "
                + decision.path("decidedBy").asText() + "  "
                + Shown.line(decision.path("arguments").toString(), 200) + "  "
                + ApprovalText.line(decision.path("reason"), 200)));
    }
}
