package io.tandem.cli.approvals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What waits in a view, soonest due first; or all approvals, newest first.
@Command(name = "list", description = "List approvals that wait; with --all, decided ones too.")
final class ListApprovals implements Callable<Integer> {
    enum View {
        assigned,
        team,
        unassigned,
        submitted
    }

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Option(
            names = "--view",
            paramLabel = "VIEW",
            defaultValue = "team",
            description = "Which of them: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not said.")
    View view = View.team;

    @Option(names = "--find", paramLabel = "TEXT", description = "Text in tool, agent, team, person or arguments.")
    String words = "";

    @Option(names = "--all", description = "Decided, used, expired and withdrawn ones too.")
    boolean all;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("pageSize", "100");
        parameters.put("q", words);
        if (!all) {
            parameters.put("view", view.name());
        }
        JsonNode page = options.platform("approver")
                .get(Platform.query(all ? "/api/v1/approvals" : "/api/v1/approvals/inbox", parameters));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(page));
            return ExitCode.OK.number();
        }
        JsonNode counts = page.path("counts");
        if (counts.isObject()) {
            out.println("assigned " + counts.path("assigned").asInt() + ", team "
                    + counts.path("team").asInt() + ", unassigned "
                    + counts.path("unassigned").asInt() + ", submitted "
                    + counts.path("submitted").asInt() + "; overdue "
                    + counts.path("overdue").asInt());
        }
        if (page.path("items").isEmpty()) {
            out.println(all ? "There are no approvals that you may see." : "Nothing waits here for an approval.");
        }
        page.path("items").forEach(approval -> ApprovalText.tell(out, approval));
        return ExitCode.OK.number();
    }
}
