package io.tandem.policy.form;

import io.tandem.events.ToolRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The team's tools as rules speak of them.
final class Tools {
    private Tools() {}

    static Optional<ToolRecord> named(List<ToolRecord> held, String name) {
        return held.stream().filter(tool -> tool.key().equals(name)).findFirst();
    }

    /// One that the rule is about.
    static Optional<ToolRecord> example(List<ToolRecord> held, Rule.Subject about) {
        return example(held, about, false);
    }

    /// One that the rule is about, with sensitive arguments where it needs them.
    static Optional<ToolRecord> example(List<ToolRecord> held, Rule.Subject about, boolean sensitive) {
        return held.stream()
                .filter(tool -> meant(tool, about))
                .filter(tool -> !sensitive || !tool.handling().sensitive().isEmpty())
                .findFirst();
    }

    private static boolean meant(ToolRecord tool, Rule.Subject about) {
        return switch (about.kind()) {
            case TOOLS -> about.tools().contains(tool.key());
            case WRITES -> tool.effect() != ToolRecord.Effect.READ;
            case EGRESS -> tool.handling().egress();
            case ALL_TOOLS -> true;
            case AGENTS -> false;
        };
    }

    static String arguments(ToolRecord tool) {
        String names = tool.inputSchema().path("properties").properties().stream()
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "no arguments" : names;
    }
}
