package io.tandem.cli.approvals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says who takes care of an approval. Who may decide on it does not change.
abstract class AssignApproval implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The approval, as ./tandem approvals list shows it.")
    String id = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    /// @return the approval as it is then
    abstract JsonNode change(Platform platform, String path);

    @Command(name = "claim", description = "Take care of an approval yourself.")
    static final class Claim extends AssignApproval {
        @Option(names = "--reason", paramLabel = "TEXT", description = "Why, where somebody else takes care of it.")
        String reason = "";

        @Override
        JsonNode change(Platform platform, String path) {
            Map<String, String> body = new LinkedHashMap<>();
            body.put("person", options.person("approver"));
            if (!reason.isEmpty()) {
                body.put("reason", reason);
            }
            return platform.put(path, body);
        }
    }

    @Command(name = "delegate", description = "Give an approval to somebody else who may decide on it.")
    static final class Delegate extends AssignApproval {
        @Parameters(index = "1", paramLabel = "PERSON", description = "The user name.")
        String person = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; the person is shown it.")
        String reason = "";

        @Override
        JsonNode change(Platform platform, String path) {
            return platform.put(path, Map.of("person", person, "reason", reason));
        }
    }

    @Command(name = "release", description = "Let go of an approval: nobody takes care of it any more.")
    static final class Release extends AssignApproval {
        @Override
        JsonNode change(Platform platform, String path) {
            return platform.delete(path);
        }
    }

    @Override
    public Integer call() {
        JsonNode changed =
                change(options.platform("approver"), "/api/v1/approvals/" + Platform.segment(id) + "/assignee");
        JsonNode assignment = changed.path("assignment");
        String told = assignment.hasNonNull("person")
                ? assignment.path("person").asText() + " takes care of it."
                : "Nobody takes care of it now.";
        spec.commandLine().getOut().println(options.json() ? JsonFile.text(changed) : told);
        return ExitCode.OK.number();
    }
}
