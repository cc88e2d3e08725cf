package io.tandem.registry.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.PolicyDecision.Outcome;
import io.tandem.events.ToolRecord;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.policy.PolicyFault;
import io.tandem.policy.form.Fact;
import io.tandem.policy.form.Rule;
import io.tandem.policy.form.Rule.Condition;
import io.tandem.policy.form.Rule.Subject;
import io.tandem.policy.form.Rule.SubjectKind;
import io.tandem.policy.form.Rulebook;
import io.tandem.registry.policy.Policies;
import io.tandem.registry.prompt.DesignModel;
import io.tandem.registry.prompt.RuleSteps;
import io.tandem.registry.rule.RuleDraft.UnmetWords;
import io.tandem.registry.tool.HeldTools;
import io.tandem.registry.wish.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads plain words as rules, a sentence a rule. The model only chooses from lists; a value that the sentence does
/// not name, and whatever would be no sound rule, is told instead of guessed.
@ApplicationScoped
public class WordReader {
    private static final int MOST_TOOLS = 6;
    private static final int MOST_SENTENCES = 20;
    private static final String NONE = "none";
    private static final Map<String, SubjectKind> KINDS = Map.of(
            "every tool that changes something", SubjectKind.WRITES,
            "every tool that takes data out of the company", SubjectKind.EGRESS,
            "every tool", SubjectKind.ALL_TOOLS,
            "calls of our agents by others", SubjectKind.AGENTS);

    private final Policies policies;
    private final DesignModel model;
    private final HeldTools tools;
    private final RuleDesk desk;

    @Inject
    public WordReader(Policies policies, DesignModel model, HeldTools tools, RuleDesk desk) {
        this.policies = policies;
        this.model = model;
        this.tools = tools;
        this.desk = desk;
    }

    /// @throws ProblemException if the model does not answer, or not usably
    RuleDraft read(String team, String words, Caller caller) {
        policies.seen(team, caller);
        List<String> sentences = Sentence.split(words);
        if (sentences.size() > MOST_SENTENCES) {
            throw ProblemException.invalid("words", "At most " + MOST_SENTENCES + " sentences are read at once.");
        }
        DesignModel.OnBehalf whom = new DesignModel.OnBehalf(caller.id(), team);
        List<RulesResource.ShownRule> rules = new ArrayList<>();
        List<UnmetWords> unmet = new ArrayList<>();
        for (String sentence : sentences) {
            Reading reading = reading(new Sentence(sentence), team, whom);
            switch (reading) {
                case Reading.Read(Rule rule) -> rules.add(RulesResource.ShownRule.of(unlike(rule, rules)));
                case Reading.NotRead(String why) -> unmet.add(new UnmetWords(sentence, why));
            }
        }
        return new RuleDraft(rules, unmet);
    }

    private sealed interface Reading {
        record Read(Rule rule) implements Reading {}

        record NotRead(String why) implements Reading {}
    }

    private Reading reading(Sentence sentence, String team, DesignModel.OnBehalf whom) {
        List<ToolRecord> near = near(sentence, team);
        String chosen = model.ask(RuleSteps.about(sentence.text(), abouts(near)), whom)
                .path("about")
                .asText();
        if (chosen.equals(NONE)) {
            return new Reading.NotRead("It is about no tool that " + team + " holds and about no call of its agents.");
        }
        SubjectKind kind = KINDS.getOrDefault(chosen, SubjectKind.TOOLS);
        Subject about = new Subject(kind, kind == SubjectKind.TOOLS ? List.of(chosen) : List.of());
        Map<String, String> facts = facts(about, near);
        JsonNode said = model.ask(RuleSteps.when(sentence.text(), chosen, facts, List.copyOf(tests().keySet())), whom);
        List<Condition> when = new ArrayList<>();
        for (JsonNode one : said.path("conditions")) {
            String value = one.path("value").asText();
            String fact = one.path("fact").asText();
            if (!sentence.names(value) && !impliedBy(fact)) {
                return new Reading.NotRead("The model read “" + value + "” into it, which it does not say.");
            }
            when.add(condition(fact, tests().getOrDefault(one.path("test").asText(), Rule.Relation.IS), value));
        }
        Outcome outcome = sentence.outcome(about.kind() == SubjectKind.AGENTS);
        Rule rule = new Rule(sentence.slug(), outcome, about, when, sentence.asReason(), null);
        List<PolicyFault> faults = desk.book(team).faults(rule);
        return faults.isEmpty()
                ? new Reading.Read(rule)
                : new Reading.NotRead(faults.stream().map(WordReader::inWords).collect(Collectors.joining(" ")));
    }

    private static String inWords(PolicyFault fault) {
        return fault.help() == null ? fault.message() : fault.message() + " " + fault.help();
    }

    private List<ToolRecord> near(Sentence sentence, String team) {
        Set<String> words = Words.of(sentence.text());
        return tools.of(team).stream()
                .sorted(Comparator.comparingInt((ToolRecord tool) -> -Words.shared(
                                words,
                                Words.of(tool.connector() + " " + tool.tool() + " " + tool.title() + " "
                                        + tool.description())))
                        .thenComparing(ToolRecord::key))
                .limit(MOST_TOOLS)
                .toList();
    }

    private static Map<String, String> abouts(List<ToolRecord> near) {
        Map<String, String> abouts = new LinkedHashMap<>();
        near.forEach(tool -> abouts.put(tool.key(), tool.description()));
        abouts.put("every tool that changes something", "all tools that do more than read");
        abouts.put("every tool that takes data out of the company", "such as mail and the web");
        abouts.put("every tool", "whatever tool is called");
        abouts.put("calls of our agents by others", "who may ask the team's agents");
        abouts.put(NONE, "something else");
        return abouts;
    }

    private static Map<String, String> facts(Subject about, List<ToolRecord> near) {
        Map<String, String> facts = new LinkedHashMap<>();
        near.stream()
                .filter(tool -> about.tools().contains(tool.key()))
                .flatMap(tool -> Rulebook.arguments(tool).keySet().stream())
                .forEach(name -> facts.put(name, "an argument of the call"));
        boolean agents = about.kind() == SubjectKind.AGENTS;
        Arrays.stream(Fact.values())
                .filter(fact -> fact != Fact.ARGUMENT && fact.knownOf(agents))
                .forEach(fact -> facts.put(
                        fact.name(),
                        fact.words() + (fact.choices().isEmpty() ? "" : ", " + String.join(" or ", fact.choices()))));
        return facts;
    }

    /// Facts of yes and no are named in other words than their values.
    private static boolean impliedBy(String fact) {
        return known(fact).map(one -> !one.choices().isEmpty()).orElse(false);
    }

    private static Optional<Fact> known(String name) {
        return Arrays.stream(Fact.values())
                .filter(fact -> fact.name().equals(name))
                .findFirst();
    }

    private static Condition condition(String name, Rule.Relation test, String value) {
        String number = Sentence.number(value);
        return known(name)
                .map(fact -> new Condition(fact, null, test, List.of(asFact(fact, value, number))))
                .orElseGet(() -> new Condition(
                        Fact.ARGUMENT,
                        name,
                        test,
                        List.of(test == Rule.Relation.ABOVE || test == Rule.Relation.BELOW ? number : value)));
    }

    private static String asFact(Fact fact, String value, String number) {
        return switch (fact) {
            case CALLER -> value.contains(":") ? value : "person:" + value;
            case CALLER_TEAM, CALLER_ROLE, AGENT -> value.toLowerCase(Locale.ROOT);
            case HOPS, BUDGET_LEFT -> number;
            default -> value;
        };
    }

    private static Map<String, Rule.Relation> tests() {
        Map<String, Rule.Relation> tests = new LinkedHashMap<>();
        for (Rule.Relation test : Rule.Relation.values()) {
            tests.put(test.words(), test);
        }
        return tests;
    }

    private static Rule unlike(Rule rule, List<RulesResource.ShownRule> others) {
        String name = rule.name();
        for (int more = 2; taken(name, others); more++) {
            name = rule.name() + "-" + more;
        }
        return new Rule(name, rule.outcome(), rule.about(), rule.when(), rule.reason(), rule.change());
    }

    private static boolean taken(String name, List<RulesResource.ShownRule> others) {
        return others.stream().anyMatch(shown -> shown.rule().name().equals(name));
    }
}
