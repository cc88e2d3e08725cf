package io.tandem.cli.judges;

import io.tandem.cli.platform.Platform;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which judge is meant.
final class JudgeName {
    @Parameters(index = "0", paramLabel = "NAME", description = "The judge.")
    String name = "";

    @Option(names = "--team", paramLabel = "TEAM", description = "Its team (default: ${DEFAULT-VALUE}).")
    String team = "sales";

    String path() {
        return "/api/v1/judges/" + Platform.segment(team) + "/" + Platform.segment(name);
    }
}
