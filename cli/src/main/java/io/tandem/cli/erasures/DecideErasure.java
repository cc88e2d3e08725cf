package io.tandem.cli.erasures;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What becomes of an erasure that somebody proposed.
abstract sealed class DecideErasure implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "ID", description = "The erasure, as tandem audit erase list tells it.")
    String id = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    private final String path;
    private final String person;

    private DecideErasure(String path, String person) {
        this.path = path;
        this.person = person;
    }

    @Override
    public Integer call() {
        JsonNode decided =
                options.platform(person).post("/api/v1/audit/erasures/" + Platform.segment(id) + "/" + path, Map.of());
        spec.commandLine().getOut().println(options.json() ? JsonFile.text(decided) : ErasureText.line(decided));
        return ExitCode.OK.number();
    }

    @Command(name = "carry-out", description = "Carry out what somebody else proposed; there is no way back.")
    static final class CarryOut extends DecideErasure {
        CarryOut() {
            super("carry-out", "admin");
        }
    }

    @Command(name = "withdraw", description = "Withdraw a proposal.")
    static final class Withdraw extends DecideErasure {
        Withdraw() {
            super("withdraw", "auditor");
        }
    }
}
