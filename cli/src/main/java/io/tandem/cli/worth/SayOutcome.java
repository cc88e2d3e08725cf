package io.tandem.cli.worth;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What somebody says of a result.
abstract sealed class SayOutcome implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "TASK", description = "The task.")
    String task = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; needed to reject and to reopen.")
    String reason = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    private final String decision;

    private SayOutcome(String decision) {
        this.decision = decision;
    }

    @Override
    public Integer call() {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("task", task);
        body.put("decision", decision);
        if (!reason.isEmpty()) {
            body.put("reason", reason);
        }
        JsonNode said = options.platform("builder").post("/api/v1/outcomes", body);
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                options.json()
                        ? JsonFile.text(said)
                        : "The result of " + task + " is " + decision.toLowerCase(Locale.ROOT) + ".");
        return ExitCode.OK.number();
    }

    @Command(name = "accept", description = "Accept a task's result.")
    static final class Accept extends SayOutcome {
        Accept() {
            super("ACCEPTED");
        }
    }

    @Command(name = "reject", description = "Reject a task's result.")
    static final class Reject extends SayOutcome {
        Reject() {
            super("REJECTED");
        }
    }

    @Command(name = "reopen", description = "Take back what was said of a task's result.")
    static final class Reopen extends SayOutcome {
        Reopen() {
            super("REOPENED");
        }
    }
}
