package io.tandem.registry.rule;

import io.tandem.events.ToolRecord;
import io.tandem.kit.identity.Caller;
import io.tandem.policy.PolicyCase;
import io.tandem.policy.PolicyText;
import io.tandem.policy.cedar.CedarPolicies;
import io.tandem.policy.cedar.CedarRules;
import io.tandem.policy.form.Fact;
import io.tandem.policy.form.Rulebook;
import io.tandem.registry.policy.Policies;
import io.tandem.registry.policy.PolicyDraft;
import io.tandem.registry.policy.PolicyReport;
import io.tandem.registry.rule.RuleVocabulary.KnownArgument;
import io.tandem.registry.rule.RuleVocabulary.KnownFact;
import io.tandem.registry.rule.RuleVocabulary.KnownTool;
import io.tandem.registry.tool.HeldTools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;

/// Rules as text, and back, for those who see a team's policies.
@ApplicationScoped
public class RuleDesk {
    private final Policies policies;
    private final HeldTools tools;

    @Inject
    public RuleDesk(Policies policies, HeldTools tools) {
        this.policies = policies;
        this.tools = tools;
    }

    RuleVocabulary vocabulary(String team, Caller caller) {
        policies.seen(team, caller);
        return new RuleVocabulary(
                Arrays.stream(Fact.values()).map(KnownFact::of).toList(),
                tools.of(team).stream().map(RuleDesk::known).toList());
    }

    private static KnownTool known(ToolRecord tool) {
        List<KnownArgument> arguments = Rulebook.arguments(tool).entrySet().stream()
                .map(argument -> new KnownArgument(argument.getKey(), argument.getValue()))
                .toList();
        return new KnownTool(
                tool.key(),
                tool.effect() != ToolRecord.Effect.READ,
                tool.handling().egress(),
                arguments);
    }

    Rulebook.Parts read(String team, String text, List<PolicyCase> cases, Caller caller) {
        policies.seen(team, caller);
        return book(team).parts(text, cases, CedarRules.of(text));
    }

    ComposedRules compose(String team, Rulebook.Parts parts, Caller caller) {
        policies.seen(team, caller);
        Rulebook.Whole whole = book(team).compose(parts);
        PolicyReport report = whole.faults().isEmpty()
                ? policies.check(team, new PolicyDraft(whole.text(), whole.cases(), null), caller)
                : new PolicyReport(false, PolicyText.hash(""), whole.faults(), List.of());
        List<RulesResource.ShownRule> shown = whole.faults().isEmpty()
                ? parts.rules().stream().map(RulesResource.ShownRule::of).toList()
                : List.of();
        return new ComposedRules(shown, whole.text(), whole.cases(), report);
    }

    Rulebook book(String team) {
        return new Rulebook(team, tools.of(team), CedarPolicies::read);
    }
}
