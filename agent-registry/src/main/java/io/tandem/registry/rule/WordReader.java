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
import io.tandem.registry.agent.Catalogue;
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

/// Reads plain words as rules, a sentence a rule. What words say by themselves is read without a model ([Cues]); where
/// they leave something open a model chooses from lists. A value that the sentence does not name, and whatever would be
/// no sound rule, is told instead of guessed.
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
    private final Catalogue catalogue;
    private final RuleDesk desk;

    @Inject
    public WordReader(Policies policies, DesignModel model, HeldTools tools, Catalogue catalogue, RuleDesk desk) {
        this.policies = policies;
        this.model = model;
        this.tools = tools;
        this.catalogue = catalogue;
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
        Cues cues = new Cues(sentence, catalogue.names());
        List<ToolRecord> near = near(sentence, team);
        Subject about = cues.subject(tools.of(team)).orElseGet(() -> chosen(sentence, near, whom));
        if (about.kind() == SubjectKind.TOOLS && about.tools().isEmpty()) {
            return new Reading.NotRead("It is about no tool that " + team + " holds and about no call of its agents.");
        }
        if (!cues.speakOf(about.kind())) {
            return new Reading.NotRead(
                    "It names no tool that " + team + " holds. Name one as it is called, or say for what"
                            + " kind of calls it is: any that changes something, any that leaves the company, any tool.");
        }
        Optional<ToolRecord> tool = tools.of(team).stream()
                .filter(one -> about.tools().contains(one.key()))
                .findFirst();
        List<Condition> when = new ArrayList<>(cues.conditions(about, tool));
        if (cues.leaveOpen(when)) {
            String unsaid = addAsked(when, cues, new Asked(about, tool, whom));
            if (!unsaid.isEmpty()) {
                return new Reading.NotRead(unsaid);
            }
        }
        Outcome outcome = sentence.outcome(about.kind() == SubjectKind.AGENTS);
        Rule rule = new Rule(sentence.slug(), outcome, about, when, sentence.asReason(), null);
        List<PolicyFault> faults = desk.book(team).faults(rule);
        return faults.isEmpty()
                ? new Reading.Read(rule)
                : new Reading.NotRead(faults.stream().map(WordReader::inWords).collect(Collectors.joining(" ")));
    }

    /// What the model takes a sentence to be about; no tool at all if nothing.
    private Subject chosen(Sentence sentence, List<ToolRecord> near, DesignModel.OnBehalf whom) {
        String chosen = model.ask(RuleSteps.about(sentence.text(), abouts(near)), whom)
                .path("about")
                .asText();
        SubjectKind kind = KINDS.getOrDefault(chosen, SubjectKind.TOOLS);
        return new Subject(kind, kind == SubjectKind.TOOLS && !chosen.equals(NONE) ? List.of(chosen) : List.of());
    }

    private record Asked(Subject about, Optional<ToolRecord> tool, DesignModel.OnBehalf whom) {}

    /// Adds what the model finds beyond what the words say by themselves.
    ///
    /// @return why the sentence cannot be read; empty if it can
    private String addAsked(List<Condition> when, Cues cues, Asked asked) {
        Sentence sentence = cues.sentence();
        String named =
                asked.tool().map(ToolRecord::key).orElse(asked.about().kind().name());
        JsonNode said = model.ask(
                RuleSteps.when(sentence.text(), named, facts(asked), List.copyOf(tests().keySet())), asked.whom());
        for (JsonNode one : said.path("conditions")) {
            String fact = one.path("fact").asText();
            String value = one.path("value").asText();
            if (value.isBlank() || value.equals("null")) {
                continue;
            }
            Optional<Fact> known = known(fact);
            boolean grounded = known.map(cues::speakOf).orElse(true)
                    && (known.map(Fact::choices)
                                    .filter(choices -> choices.contains(value))
                                    .isPresent()
                            || sentence.names(value));
            if (!grounded) {
                return "The model read “" + value + "” into it, which it does not say.";
            }
            if (when.stream().noneMatch(other -> about(other).equals(fact))) {
                when.add(condition(fact, tests().getOrDefault(one.path("test").asText(), Rule.Relation.IS), value));
            }
        }
        return cues.leaveOpen(when)
                ? "It says more than could be read; say it in two sentences, or add the rule as a form."
                : "";
    }

    private static String about(Condition condition) {
        return condition.fact() == Fact.ARGUMENT && condition.argument() != null
                ? condition.argument()
                : condition.fact().name();
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

    private static Map<String, String> facts(Asked asked) {
        Map<String, String> facts = new LinkedHashMap<>();
        asked.tool().stream()
                .flatMap(tool -> Rulebook.arguments(tool).keySet().stream())
                .forEach(name -> facts.put(name, "an argument of the call"));
        boolean agents = asked.about().kind() == SubjectKind.AGENTS;
        Arrays.stream(Fact.values())
                .filter(fact -> fact != Fact.ARGUMENT && fact.knownOf(agents))
                .forEach(fact -> facts.put(
                        fact.name(),
                        fact.words() + (fact.choices().isEmpty() ? "" : ", " + String.join(" or ", fact.choices()))));
        return facts;
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
