package io.tandem.registry.wish;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Instructions as the designer writes them: who it is, the model's own text, and rules that follow from the draft.
///
/// @param own the middle part, which a person or the model changes
public record Instructions(String own) {
    private static final String RULES = "\n\nRules:\n";
    private static final int LONGEST_OWN = 4000;

    /// The whole text.
    ///
    /// @param title the agent's name in words
    public static String of(String title, String own, Collection<String> tools, List<String> mustNot) {
        String text = own.strip();
        String cut = text.length() > LONGEST_OWN ? text.substring(0, LONGEST_OWN) : text;
        StringBuilder whole = new StringBuilder();
        if (!cut.startsWith("You are ")) {
            whole.append("You are ").append(title).append(". ");
        }
        whole.append(cut).append(RULES);
        if (!tools.isEmpty()) {
            whole.append("- Look facts up with your tools before you answer; never guess names, numbers or dates.\n");
            whole.append("- Let tools do sums and counts.\n");
            whole.append("- If a tool finds nothing, say so.\n");
        }
        whole.append("- Refuse, without using any tool, when somebody asks you to ")
                .append(mustNot.stream().collect(Collectors.joining("; or to ")))
                .append(".\n");
        whole.append("- When asked who you are or what you can do, say so in one or two sentences.");
        return whole.toString();
    }

    /// The model's part of a text that was made here; any other text as it is.
    public static Instructions parse(String whole) {
        int rules = whole.indexOf(RULES);
        return new Instructions(rules < 0 ? whole : whole.substring(0, rules));
    }
}
