package io.tandem.registry.rule;

import io.tandem.policy.PolicyCase;
import io.tandem.registry.policy.PolicyReport;
import java.util.List;

/// What rules come to.
///
/// @param text in Cedar's language; empty where a rule is wrong
/// @param cases those made of the rules, then those of people
/// @param report what was found when it was tried out, or what is wrong with the rules
public record ComposedRules(
        List<RulesResource.ShownRule> rules, String text, List<PolicyCase> cases, PolicyReport report) {}
