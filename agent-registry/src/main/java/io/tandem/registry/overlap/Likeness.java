package io.tandem.registry.overlap;

import io.tandem.registry.wish.Words;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/// How alike two agents are, each figure from 0 to 1.
///
/// Meaning is the mean of the likeness of the purposes and of everything that is said; tools are those that both have,
/// as a share of all. A quarter of the score are the tools, none of it where neither has any. It goes by words: what is
/// said in other words throughout is not found. Figures: `docs/reference/near-duplicates.md`.
///
/// @param words that both use
record Likeness(double meaning, double tools, double score, Set<String> words) {
    private static final double TOOLS = 0.25;
    private static final int FEWEST_WORDS = 3;

    static Likeness of(Profile one, Profile other) {
        Set<String> words = new TreeSet<>(one.about());
        words.retainAll(other.about());
        if (words.size() < FEWEST_WORDS) {
            return new Likeness(0, 0, 0, words);
        }
        double meaning =
                (Words.likeness(one.purpose(), other.purpose()) + Words.likeness(one.about(), other.about())) / 2;
        Set<String> all = new HashSet<>(one.tools());
        all.addAll(other.tools());
        if (all.isEmpty()) {
            return new Likeness(meaning, 0, meaning, words);
        }
        double tools = (double) Words.shared(one.tools(), other.tools()) / all.size();
        return new Likeness(meaning, tools, (1 - TOOLS) * meaning + TOOLS * tools, words);
    }
}
