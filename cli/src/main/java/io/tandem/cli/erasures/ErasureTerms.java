package io.tandem.cli.erasures;

import io.tandem.cli.outcome.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// Whose payloads, or from before when.
final class ErasureTerms {
    @Option(names = "--person", paramLabel = "NAME", description = "Whose: their tasks, and records about them.")
    String person = "";

    @Option(
            names = "--before",
            paramLabel = "TIME",
            description = "What was recorded before this time, such as 2026-01-01T00:00:00Z.")
    String before = "";

    Map<String, String> parameters() {
        if (person.isEmpty() == before.isEmpty()) {
            throw Failure.usage("Give either --person or --before.");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        if (person.isEmpty()) {
            parameters.put("before", before);
        } else {
            parameters.put("person", person);
        }
        return parameters;
    }
}
