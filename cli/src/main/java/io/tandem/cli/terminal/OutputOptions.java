package io.tandem.cli.terminal;

import picocli.CommandLine.Option;

/// What every command takes.
public final class OutputOptions {
    enum Form {
        TEXT,
        JSON
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "Form of the output: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    Form output = Form.TEXT;

    @Option(names = "--json", description = "The same as --output JSON.")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    public boolean json() {
        return json || output == Form.JSON;
    }
}
