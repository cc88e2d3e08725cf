package io.tandem.cli.agents;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Suspends an agent, lets it go on, and takes it back to an earlier version: its active version, or the one
/// that is named.
abstract sealed class HoldAgent implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "NAME[@VERSION]", description = "The agent, or one of its versions.")
    String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept with the move.")
    String reason = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Platform platform = options.platform("operator");
        VersionName asked = VersionName.parse(name);
        transition(platform, asked).make(platform, options, spec.commandLine().getOut());
        return ExitCode.OK.number();
    }

    abstract Transition transition(Platform platform, VersionName asked);

    /// The version asked for, else the newest that fits.
    static Optional<JsonNode> version(Platform platform, VersionName asked, Predicate<JsonNode> fits) {
        if (asked.number().isPresent()) {
            return Optional.of(platform.get(asked.versionPath()));
        }
        return StreamSupport.stream(
                        platform.get(asked.agentPath() + "/versions")
                                .path("items")
                                .spliterator(),
                        false)
                .filter(fits)
                .findFirst();
    }

    static VersionName name(VersionName asked, JsonNode version) {
        return new VersionName(
                asked.agent(), OptionalInt.of(version.path("version").asInt()));
    }

    static Failure none(VersionName asked, String state) {
        return Failure.failed(asked.agent() + " has no " + state + " version: ./tandem agents get " + asked.agent()
                + " lists its versions.");
    }

    @Command(name = "suspend", description = "Stop an agent: no new tasks, and those that run end within seconds.")
    static final class Suspend extends HoldAgent {
        @Override
        Transition transition(Platform platform, VersionName asked) {
            JsonNode version = version(
                            platform, asked, one -> one.path("state").asText().equals("ACTIVE"))
                    .orElseThrow(() -> none(asked, "active"));
            return new Transition(name(asked, version), "SUSPENDED", reason);
        }
    }

    @Command(
            name = "rollback",
            description = {
                "Let an earlier version take the place of the active one at once; --reason is needed.",
                "Without a version: the newest one that was active before."
            })
    static final class Rollback extends HoldAgent {
        @Override
        Transition transition(Platform platform, VersionName asked) {
            JsonNode version = version(
                            platform, asked, one -> one.path("state").asText().equals("DEPRECATED"))
                    .orElseThrow(() -> none(asked, "deprecated"));
            return new Transition(name(asked, version), "ACTIVE", reason);
        }
    }

    @Command(name = "resume", description = "Let a suspended agent go on where it was.")
    static final class Resume extends HoldAgent {
        @Override
        Transition transition(Platform platform, VersionName asked) {
            JsonNode version = version(
                            platform, asked, one -> one.path("state").asText().equals("SUSPENDED"))
                    .filter(one -> one.hasNonNull("suspendedFrom"))
                    .orElseThrow(() -> none(asked, "suspended"));
            return new Transition(
                    name(asked, version), version.path("suspendedFrom").asText(), reason);
        }
    }
}
