package io.tandem.policy.form;

import io.tandem.policy.form.Rule.Condition;
import io.tandem.policy.form.Rule.Relation;
import java.util.List;
import java.util.stream.Collectors;

/// A rule as a sentence, so that people see what was understood.
final class RuleWords {
    private RuleWords() {}

    static String of(Rule rule) {
        String what =
                switch (rule.outcome()) {
                    case DENY -> "Denied: ";
                    case ASK -> "Somebody else approves first: ";
                    case ALLOW -> "Allowed: ";
                };
        String when = rule.when().stream().map(RuleWords::of).collect(Collectors.joining(", and "));
        return what + about(rule.about()) + (when.isEmpty() ? "." : ", when " + when + ".");
    }

    private static String about(Rule.Subject about) {
        return switch (about.kind()) {
            case TOOLS -> "calls of " + either(about.tools());
            case WRITES -> "calls of any tool that does more than read";
            case EGRESS -> "calls of any tool that takes what it is given out of the company";
            case ALL_TOOLS -> "calls of any tool";
            case AGENTS -> "calls of the team's agents";
        };
    }

    static String of(Condition condition) {
        Fact fact = condition.fact();
        if (fact.yesOrNo()) {
            return condition.value().equals("yes") ? fact.words() : "it is not so that " + fact.words();
        }
        String subject = fact == Fact.ARGUMENT ? condition.named() : fact.words();
        String values = either(condition.values());
        return condition.test() == Relation.IS_NOT && condition.values().size() > 1
                ? subject + " is none of " + String.join(", ", condition.values())
                : subject + " " + condition.test().words() + " " + values;
    }

    private static String either(List<String> values) {
        return String.join(" or ", values);
    }
}
