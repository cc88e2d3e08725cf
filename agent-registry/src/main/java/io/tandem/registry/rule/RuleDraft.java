package io.tandem.registry.rule;

import java.util.List;

/// What plain words were read as.
///
/// @param unmet sentences that are no rule yet, each with why
public record RuleDraft(List<RulesResource.Shown> rules, List<Unmet> unmet) {
    /// @param why what to say instead
    public record Unmet(String words, String why) {}
}
