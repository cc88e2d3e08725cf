package io.tandem.registry.overlap;

import io.tandem.registry.wish.Words;

/// How alike two agents are, each figure from 0 to 1.
///
/// Meaning is the mean of the likeness of the purposes and of everything that is said; tools are those that both have,
/// as a share of all. A quarter of the score are the tools, none of it where neither has any. It goes by words: what is
/// said in other words throughout is not found. Figures: `docs/reference/near-duplicates.md`.
record Likeness(double meaning, double tools, double score) {
    private static final double TOOLS = 0.25;
    private static final int FEWEST_WORDS = 3;
    private static final Likeness NONE = new Likeness(0, 0, 0);

    static Likeness of(Profile one, Profile other) {
        int words = Words.shared(one.about(), other.about());
        if (words < FEWEST_WORDS) {
            return NONE;
        }
        double meaning =
                (Words.likeness(one.purpose(), other.purpose()) + Words.likeness(one.about(), other.about())) / 2;
        int shared = Words.shared(one.tools(), other.tools());
        int all = one.tools().size() + other.tools().size() - shared;
        if (all == 0) {
            return new Likeness(meaning, 0, meaning);
        }
        double tools = (double) shared / all;
        return new Likeness(meaning, tools, (1 - TOOLS) * meaning + TOOLS * tools);
    }
}
