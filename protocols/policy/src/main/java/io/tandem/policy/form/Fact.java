package io.tandem.policy.form;

import static io.tandem.policy.form.Rule.Relation.ABOVE;
import static io.tandem.policy.form.Rule.Relation.BELOW;
import static io.tandem.policy.form.Rule.Relation.CONTAINS;
import static io.tandem.policy.form.Rule.Relation.ENDS_WITH;
import static io.tandem.policy.form.Rule.Relation.IS;
import static io.tandem.policy.form.Rule.Relation.IS_NOT;
import static io.tandem.policy.form.Rule.Relation.STARTS_WITH;

import io.tandem.policy.form.Rule.Relation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a rule can look at. [About#TOOL] facts are known of calls of tools, [About#CALL] facts of calls of agents.
public enum Fact {
    ARGUMENT("", About.TOOL, EnumSet.allOf(Relation.class), List.of()),
    AGENT("the agent", About.BOTH, EnumSet.of(IS, IS_NOT), List.of()),
    RISK("the agent's risk", About.BOTH, EnumSet.of(IS, IS_NOT), List.of("low", "medium", "high")),
    TIER("the agent's tier", About.BOTH, EnumSet.of(IS, IS_NOT), List.of("fast", "deep", "auto")),
    CALLER("the caller", About.BOTH, EnumSet.of(IS, IS_NOT, STARTS_WITH), List.of()),
    CALLER_TEAM("the caller's team", About.CALL, EnumSet.of(IS, IS_NOT), List.of()),
    CALLER_ROLE("the caller's role", About.CALL, EnumSet.of(IS, IS_NOT), List.of()),
    HOPS("the number of agents between", About.CALL, EnumSet.of(ABOVE), List.of()),
    PERSONAL("the task has read personal data", About.TOOL, EnumSet.of(IS), List.of("yes", "no")),
    UNTRUSTED("the task has read something untrusted", About.TOOL, EnumSet.of(IS), List.of("yes", "no")),
    SECRECY("what the task has read", About.TOOL, EnumSet.of(IS, IS_NOT), List.of("PUBLIC", "INTERNAL", "SECRET")),
    UNVOUCHED("a sensitive argument is of unknown origin", About.TOOL, EnumSet.of(IS), List.of("yes", "no")),
    BUDGET_LEFT("what is left of the task's budget", About.TOOL, EnumSet.of(BELOW), List.of());

    /// Which calls a fact is known of.
    enum About {
        TOOL,
        CALL,
        BOTH
    }

    private final String words;
    private final About about;
    private final Set<Relation> tests;
    private final List<String> choices;

    Fact(String words, About about, Set<Relation> tests, List<String> choices) {
        this.words = words;
        this.about = about;
        this.tests = tests;
        this.choices = choices;
    }

    /// How it is called in a sentence; empty for an argument, which has a name.
    public String words() {
        return words;
    }

    /// Whether it is known of calls of agents, or else of tools.
    public boolean knownOf(boolean agents) {
        return about == About.BOTH || (about == About.CALL) == agents;
    }

    public Set<Relation> tests() {
        return tests;
    }

    /// The values that it can have; empty where there is no list.
    public List<String> choices() {
        return choices;
    }

    boolean yesOrNo() {
        return choices.contains("yes");
    }

    static final Set<Relation> OF_TEXT = EnumSet.of(IS, IS_NOT, ABOVE, BELOW, STARTS_WITH, ENDS_WITH, CONTAINS);
    static final Set<Relation> OF_NUMBERS = EnumSet.of(IS, IS_NOT, ABOVE, BELOW);
    static final Set<Relation> OF_YES_OR_NO = EnumSet.of(IS);
    static final Set<Relation> OF_LISTS = EnumSet.of(CONTAINS);
}
