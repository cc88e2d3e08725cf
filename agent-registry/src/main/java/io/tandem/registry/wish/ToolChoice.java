package io.tandem.registry.wish;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.ToolRecord;
import io.tandem.events.ToolRecord.Effect;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The least set of tools: candidates by common words, a choice by the model, checks by rules.
///
/// The rules: no tool that shares nothing with the description; no writing tool unless the description asks to change
/// something; the best match when the model chose none; and what tells how a chosen tool is to be used.
public final class ToolChoice {
    private static final int MOST_CANDIDATES = 6;
    private static final double CLEAR = 1.5;
    private static final double NAMED = 1;

    private final Wish wish;
    private final List<ToolRecord> held;

    public ToolChoice(Wish wish, List<ToolRecord> held) {
        this.wish = wish;
        this.held = List.copyOf(held);
    }

    /// At most six tools that share words with the description, best first.
    public List<ToolRecord> candidates() {
        return held.stream()
                .filter(tool -> tool.effect() == Effect.READ || wish.changes())
                .filter(tool -> score(tool) > 0)
                .sorted(Comparator.comparingDouble(this::score).reversed().thenComparing(ToolRecord::key))
                .limit(MOST_CANDIDATES)
                .toList();
    }

    /// The tools that stay of the model's choice, each with its reason.
    public Map<String, String> settle(JsonNode chosen, List<ToolRecord> candidates) {
        Map<String, String> tools = new LinkedHashMap<>();
        for (JsonNode one : chosen.path("tools")) {
            candidates.stream()
                    .filter(tool -> tool.key().equals(one.path("tool").asText()))
                    .forEach(tool -> tools.put(tool.key(), reason(one, tool)));
        }
        if (tools.isEmpty() && !candidates.isEmpty() && score(candidates.getFirst()) >= CLEAR) {
            ToolRecord best = candidates.getFirst();
            tools.put(best.key(), "The description asks for what this tool offers.");
        }
        addGuided(tools, candidates);
        addGuides(tools);
        return tools;
    }

    /// The tool that a right agent looks things up with: one that takes arguments, rather than one that tells about it.
    public @Nullable String main(Collection<String> chosen) {
        return chosen.stream()
                .filter(this::takesArguments)
                .findFirst()
                .orElse(chosen.isEmpty() ? null : chosen.iterator().next());
    }

    /// What only tells what a connector holds is of no use without the tool that asks it.
    private void addGuided(Map<String, String> tools, List<ToolRecord> candidates) {
        for (String key : List.copyOf(tools.keySet())) {
            String connector = key.substring(0, key.indexOf('/') + 1);
            boolean asks = tools.keySet().stream().anyMatch(tool -> tool.startsWith(connector) && takesArguments(tool));
            if (!asks) {
                candidates.stream()
                        .filter(tool -> tool.key().startsWith(connector) && tool.effect() == Effect.READ)
                        .filter(ToolChoice::needsArguments)
                        .findFirst()
                        .ifPresent(tool -> tools.put(tool.key(), "Asks what " + key + " tells of."));
            }
        }
    }

    private boolean takesArguments(String key) {
        return held.stream().anyMatch(tool -> tool.key().equals(key) && needsArguments(tool));
    }

    /// A reading tool that needs no arguments tells what its connector holds; whoever asks the others needs it.
    private void addGuides(Map<String, String> tools) {
        for (String key : List.copyOf(tools.keySet())) {
            String connector = key.substring(0, key.indexOf('/') + 1);
            boolean needsArguments = held.stream().anyMatch(tool -> tool.key().equals(key) && needsArguments(tool));
            held.stream()
                    .filter(tool -> needsArguments && tool.key().startsWith(connector))
                    .filter(tool -> tool.effect() == Effect.READ && !needsArguments(tool))
                    .filter(tool -> !unrelated(tool))
                    .forEach(tool -> tools.putIfAbsent(tool.key(), "Tells what " + key + " can be asked about."));
        }
    }

    /// Tools of a connector that bundles independent ones are no guides to each other.
    private boolean unrelated(ToolRecord guide) {
        Set<String> words = Words.of(guide.tool() + " " + guide.title() + " " + guide.description());
        return held.stream()
                .filter(tool -> tool.connector().equals(guide.connector())
                        && !tool.key().equals(guide.key()))
                .noneMatch(tool -> Words.shared(words, Words.of(tool.tool() + " " + tool.description())) > 0);
    }

    /// Words in common; those in the tool's or its connector's name count more than those in the description.
    private double score(ToolRecord tool) {
        Set<String> named = Words.of(tool.connector() + " " + tool.tool() + " " + tool.title());
        Set<String> told = Words.of(tool.description());
        return NAMED * Words.shared(wish.words(), named) + 0.5 * Words.shared(wish.words(), told);
    }

    private static boolean needsArguments(ToolRecord tool) {
        return !tool.inputSchema().path("required").isEmpty();
    }

    private static String reason(JsonNode one, ToolRecord tool) {
        String reason = one.path("reason").asText("").strip();
        return reason.isEmpty() ? tool.description() : reason;
    }
}
