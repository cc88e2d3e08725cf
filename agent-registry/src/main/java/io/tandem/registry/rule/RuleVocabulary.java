package io.tandem.registry.rule;

import io.tandem.policy.form.Fact;
import io.tandem.policy.form.Rule;
import java.util.List;
import java.util.Set;

/// What a team's rules can speak of.
public record RuleVocabulary(List<KnownFact> facts, List<KnownTool> tools) {
    /// @param words how it is called in a sentence; empty for arguments
    /// @param choices its values, where there is a list
    /// @param tools whether it is known of calls of tools
    /// @param agents whether it is known of calls of agents
    public record KnownFact(
            Fact fact, String words, Set<Rule.Relation> tests, List<String> choices, boolean tools, boolean agents) {
        static KnownFact of(Fact fact) {
            return new KnownFact(
                    fact, fact.words(), fact.tests(), fact.choices(), fact.knownOf(false), fact.knownOf(true));
        }
    }

    /// @param name `connector/tool`
    /// @param arguments those that can be compared
    public record KnownTool(String name, boolean writes, boolean egress, List<KnownArgument> arguments) {}

    public record KnownArgument(String name, Set<Rule.Relation> tests) {}
}
