package io.tandem.cli.policies;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.platform.ReasonOption;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Moves a revision on its way.
@Command(name = "move", description = "Observe, enforce, replace, reject or withdraw a revision.")
final class MovePolicies implements Callable<Integer> {
    enum To {
        PROPOSED,
        OBSERVED,
        ENFORCED,
        REPLACED,
        REJECTED,
        WITHDRAWN
    }

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    TeamOption team = new TeamOption();

    @Parameters(index = "0", paramLabel = "REVISION", description = "Its number.")
    String number = "";

    @Parameters(
            index = "1",
            paramLabel = "TO",
            description = "observed (recorded, stops nobody), enforced, replaced (what is built in decides again),"
                    + " rejected, withdrawn, proposed.")
    To to = To.OBSERVED;

    @Mixin
    ReasonOption reason = new ReasonOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode moved = options.platform("approver")
                .post(
                        team.path() + "/revisions/" + Platform.segment(number) + "/moves",
                        Map.of("to", to.name(), "reason", reason.text()));
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                options.json()
                        ? JsonFile.text(moved)
                        : "Revision " + number + " is " + moved.path("state").asText()
                                + "; each part follows within seconds.");
        return ExitCode.OK.number();
    }
}
