package io.tandem.registry.rule;

import java.util.List;

/// What plain words were read as.
///
/// @param unmet sentences that are no rule yet, each with why
public record RuleDraft(List<RulesResource.ShownRule> rules, List<UnmetWords> unmet) {
    /// @param why what to say instead
    public record UnmetWords(String words, String why) {}
}
