package io.tandem.cli.agents;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.platform.ReasonOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Ends the canary of an agent, one way or the other.
abstract sealed class EndCanary implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "NAME", description = "The agent.")
    String name = "";

    @Mixin
    ReasonOption reason = new ReasonOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    private final String to;

    private EndCanary(String to) {
        this.to = to;
    }

    @Override
    public Integer call() {
        Platform platform = options.platform("approver");
        VersionName asked = VersionName.parse(name);
        JsonNode version = HoldAgent.version(
                        platform, asked, one -> one.path("state").asText().equals("CANARY"))
                .orElseThrow(() -> HoldAgent.none(asked, "canary"));
        new Transition(HoldAgent.name(asked, version), to, reason.text())
                .make(platform, options, spec.commandLine().getOut());
        return ExitCode.OK.number();
    }

    @Command(name = "stop", description = "Stop the canary; its version is in review again.")
    static final class Stop extends EndCanary {
        Stop() {
            super("IN_REVIEW");
        }
    }

    @Command(name = "promote", description = "Make the canary the active version.")
    static final class Promote extends EndCanary {
        Promote() {
            super("ACTIVE");
        }
    }
}
