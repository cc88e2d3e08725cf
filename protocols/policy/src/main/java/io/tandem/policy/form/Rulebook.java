package io.tandem.policy.form;

import io.tandem.events.PolicyDecision.Outcome;
import io.tandem.events.ToolRecord;
import io.tandem.policy.CaseRun;
import io.tandem.policy.DecisionPoint;
import io.tandem.policy.PolicyCase;
import io.tandem.policy.PolicyFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// A team's rules as text with cases, and back.
///
/// @param held the team's approved tools
/// @param reader makes a text decide, by a name for it
public record Rulebook(String team, List<ToolRecord> held, BiFunction<String, String, DecisionPoint> reader) {

    /// What there is before it is made a text: rules, and what people wrote beside them.
    ///
    /// @param rest policies in Cedar's language that are no rules
    /// @param cases those of people
    public record Parts(List<Rule> rules, String rest, List<PolicyCase> cases) {}

    /// @param text empty where there are faults
    /// @param cases those made of the rules, then those of people
    public record Whole(String text, List<PolicyCase> cases, List<PolicyFault> faults) {}

    /// Nothing is made of rules that are wrong.
    public Whole compose(Parts parts) {
        List<PolicyFault> faults = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Rule rule : parts.rules()) {
            faults.addAll(RuleCheck.faults(rule, held));
            if (!names.add(rule.name())) {
                faults.add(new PolicyFault(rule.name(), "Two rules have this name.", null));
            }
        }
        if (!faults.isEmpty()) {
            return new Whole("", parts.cases(), faults);
        }
        List<PolicyCase> cases = new ArrayList<>();
        parts.rules().forEach(rule -> cases.addAll(cases(rule, parts)));
        cases.addAll(parts.cases());
        return new Whole(text(parts.rules(), parts.rest()), cases, List.of());
    }

    /// @param rules read from the text's annotations; those whose text is not what they make now are not rules any more
    public Parts parts(String text, List<PolicyCase> cases, List<Rule> rules) {
        List<Rule> sound = rules.stream()
                .filter(rule -> RuleCheck.faults(rule, held).isEmpty())
                .filter(rule -> text.contains(RuleText.of(rule, held)))
                .toList();
        String rest = text;
        for (Rule rule : sound) {
            rest = rest.replace(RuleText.of(rule, held), "");
        }
        List<PolicyCase> own = cases.stream()
                .filter(one -> sound.stream().noneMatch(rule -> RuleCases.madeOf(rule.name(), one)))
                .toList();
        return new Parts(sound, rest.strip(), own);
    }

    /// What a rule does, as a sentence.
    public static String words(Rule rule) {
        return RuleWords.of(rule);
    }

    /// The arguments of a tool that rules can compare, and how.
    public static Map<String, Set<Rule.Relation>> arguments(ToolRecord tool) {
        Map<String, Set<Rule.Relation>> arguments = new LinkedHashMap<>();
        tool.inputSchema().path("properties").fieldNames().forEachRemaining(name -> ArgumentType.of(
                        tool.inputSchema(), name)
                .ifPresent(type -> arguments.put(name, type.tests())));
        return arguments;
    }

    /// In words what a rule gets wrong; empty if nothing.
    public List<PolicyFault> faults(Rule rule) {
        return RuleCheck.faults(rule, held);
    }

    private String text(List<Rule> rules, String rest) {
        StringBuilder text = new StringBuilder();
        rules.forEach(rule -> text.append(RuleText.of(rule, held)).append('\n'));
        return text.append(rest.strip()).toString().strip() + "\n";
    }

    /// Where a rule does not speak, the others decide: that is what is expected there.
    private List<PolicyCase> cases(Rule rule, Parts parts) {
        List<Rule> others =
                parts.rules().stream().filter(other -> !other.equals(rule)).toList();
        DecisionPoint point = reader.apply("without " + rule.name(), text(others, parts.rest()));
        CaseRun run = new CaseRun(team, point, name -> Tools.named(held, name));
        List<PolicyCase> cases = new ArrayList<>();
        for (RuleCases.Situation situation : RuleCases.of(rule, held)) {
            Optional.ofNullable(run.run(situation.asked()).decision()).ifPresent(without -> {
                Outcome expected = situation.meant() ? with(rule, without.outcome()) : without.outcome();
                cases.add(situation.asked().expecting(expected));
            });
        }
        return cases;
    }

    private static Outcome with(Rule rule, Outcome without) {
        return rule.outcome() == Outcome.ASK && without == Outcome.DENY ? Outcome.DENY : rule.outcome();
    }
}
