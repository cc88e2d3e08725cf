package io.tandem.cli.platform;

import picocli.CommandLine.Option;

/// Why somebody does what must be accounted for.
public final class ReasonOption {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is kept.")
    private String reason = "";

    public String text() {
        return reason;
    }
}
