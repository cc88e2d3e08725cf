package io.tandem.cli.policies;

import io.tandem.cli.platform.Platform;
import picocli.CommandLine.Option;

/// Whose policies are meant.
final class TeamOption {
    @Option(names = "--team", paramLabel = "TEAM", description = "The team (default: ${DEFAULT-VALUE}).")
    String name = "sales";

    String path() {
        return "/api/v1/policies/" + Platform.segment(name);
    }
}
