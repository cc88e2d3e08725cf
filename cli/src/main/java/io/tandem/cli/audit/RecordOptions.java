package io.tandem.cli.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// Which records are wanted; all conditions hold together.
final class RecordOptions {
    @Option(names = "--person", paramLabel = "NAME", description = "Who did it.")
    String person = "";

    @Option(names = "--agent", paramLabel = "NAME", description = "Which agent.")
    String agent = "";

    @Option(names = "--task", paramLabel = "ID", description = "Which task.")
    String task = "";

    @Option(names = "--tool", paramLabel = "NAME", description = "Which tool, as connector/tool.")
    String tool = "";

    @Option(names = "--decision", paramLabel = "WORD", description = "Such as allowed, denied, granted, rejected.")
    String decision = "";

    @Option(names = "--kind", paramLabel = "WORD", description = "What happened, such as tool-call or approval.")
    String kind = "";

    @Option(names = "--from", paramLabel = "TIME", description = "At this time or later, such as 2026-11-22T08:00:00Z.")
    String from = "";

    @Option(names = "--to", paramLabel = "TIME", description = "Before this time.")
    String to = "";

    @Option(names = "-q", paramLabel = "TEXT", description = "Text anywhere in the event.")
    String words = "";

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("person", person);
        parameters.put("agent", agent);
        parameters.put("task", task);
        parameters.put("tool", tool);
        parameters.put("decision", decision);
        parameters.put("kind", kind);
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("q", words);
        return parameters;
    }
}
