package io.tandem.registry.rule;

import io.tandem.events.ToolRecord;
import io.tandem.policy.form.Fact;
import io.tandem.policy.form.Rule.Condition;
import io.tandem.policy.form.Rule.Relation;
import io.tandem.policy.form.Rule.Subject;
import io.tandem.policy.form.Rule.SubjectKind;
import io.tandem.policy.form.Rulebook;
import io.tandem.registry.wish.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What the words of a sentence say by themselves. Small models read more into a sentence than it says, so they are
/// asked only where this leaves something open, and believed only where the sentence has a word for it.
///
/// @param agents names of the team's agents
record Cues(Sentence sentence, Set<String> agents) {
    private static final String AMOUNT = "[€$£]?\\s?(" + Sentence.NUMBER + ")";
    private static final Pattern ABOVE = Pattern.compile(
            "(?i)\\b(?:above|over|more than|exceed(?:s|ing)?|greater than|larger than|beyond)\\s+" + AMOUNT);
    private static final Pattern BELOW =
            Pattern.compile("(?i)\\b(?:below|under|less than|fewer than|smaller than)\\s+" + AMOUNT);
    private static final Pattern BUDGET = Pattern.compile("(?i)\\bbudget\\b");
    private static final Pattern RISK =
            Pattern.compile("(?i)\\b(?:(low|medium|high)[- ]risk|risk(?:y)?|(low|medium|high) risk)\\b");
    private static final Pattern LEVEL = Pattern.compile("(?i)\\b(low|medium|high)\\b");
    private static final Pattern TIER = Pattern.compile("(?i)\\b(fast|deep)\\b");
    private static final Pattern ONLY =
            Pattern.compile("(?i)\\b(only|nobody (?:but|except)|no ?one (?:but|except)|other than|except)\\b");
    private static final String NAME =
            "(?!(?:our|my|their|any|another|other|every|all|some\\w*|nobody|no)\\b)([a-z][a-z0-9-]+)";
    private static final Pattern TEAM = Pattern.compile(
            "(?i)^(?:only\\s+)?(?:the\\s+)?(?:team\\s+)?" + NAME + "(?:\\s+team)?\\s+(?:may|can)\\b|\\bteam\\s+" + NAME
                    + "\\b|\\b(?:from|in|of)\\s+(?:the\\s+)?(?:team\\s+)?" + NAME + "\\b");
    private static final Pattern OPEN = Pattern.compile(
            "(?i)\\b(when|if|unless|whose|outside|except|other than|only|once|after|before|until|contain\\w*|start\\w*|end\\w*|by an?|by the)\\b");
    /// Words without which a kind of calls is not meant. Acts such as to create or to send are of certain tools.
    private static final Map<SubjectKind, Pattern> KIND_WORDS = Map.of(
            SubjectKind.AGENTS, Pattern.compile("(?i)\\bagents?\\b"),
            SubjectKind.EGRESS, Pattern.compile("(?i)\\b(outside|outward|leav\\w+|extern\\w+|company|house|egress)\\b"),
            SubjectKind.WRITES,
                    Pattern.compile("(?i)\\b(chang\\w+|writ\\w+|alter\\w*|modif\\w+|edit\\w*|updat\\w+)\\b"),
            SubjectKind.ALL_TOOLS, Pattern.compile("(?i)\\b(tools?|anything|nothing|everything)\\b"));

    private static final Map<SubjectKind, Pattern> SUBJECTS = subjects();
    private static final Map<Fact, Pattern> WORDS = words();

    private static Map<SubjectKind, Pattern> subjects() {
        Map<SubjectKind, Pattern> subjects = new LinkedHashMap<>();
        subjects.put(
                SubjectKind.AGENTS,
                Pattern.compile(
                        "(?i)\\b(calls?|ask(?:s|ing)?|use(?:s)?|talks? to)\\s+(our|the team'?s|any of our)\\s+agents?\\b"));
        subjects.put(
                SubjectKind.EGRESS,
                Pattern.compile("(?i)\\bleaves? the (company|house)|out of the company|sent outside\\b"));
        subjects.put(
                SubjectKind.WRITES,
                Pattern.compile(
                        "(?i)\\b(change|write|alter|modif\\w+)s?\\s+(nothing|anything|something|data|any data)\\b|\\bwriting tools\\b|\\b(tools?|calls?)\\s+(that|which)\\s+(change|write|alter|modif\\w+)s?\\b"));
        subjects.put(
                SubjectKind.ALL_TOOLS,
                Pattern.compile("(?i)\\b(any|every|all|each|no) (tools?|calls? of (a|any) tools?)\\b"));
        return subjects;
    }

    /// Words without which a fact is not meant.
    private static Map<Fact, Pattern> words() {
        return Map.of(
                Fact.RISK, Pattern.compile("(?i)\\brisk"),
                Fact.TIER, Pattern.compile("(?i)\\b(tier|fast|deep)\\b"),
                Fact.PERSONAL, Pattern.compile("(?i)\\bpersonal\\b|about people"),
                Fact.UNTRUSTED, Pattern.compile("(?i)trust|stranger|from outside"),
                Fact.SECRECY, Pattern.compile("(?i)secret|confidential|internal|public"),
                Fact.UNVOUCHED, Pattern.compile("(?i)unknown|origin|nobody named"),
                Fact.BUDGET_LEFT, BUDGET,
                Fact.HOPS, Pattern.compile("(?i)\\b(hops?|hand(ed|s) on|agents between)\\b"));
    }

    /// Whether the sentence has a word for that kind of calls.
    boolean speakOf(SubjectKind kind) {
        Pattern words = KIND_WORDS.get(kind);
        return words == null || words.matcher(sentence.text()).find();
    }

    /// Whether the sentence has a word for that fact.
    boolean speakOf(Fact fact) {
        Pattern words = WORDS.get(fact);
        return words == null || words.matcher(sentence.text()).find();
    }

    /// What it is about, where its words leave no doubt.
    Optional<Subject> subject(List<ToolRecord> held) {
        for (Map.Entry<SubjectKind, Pattern> one : SUBJECTS.entrySet()) {
            if (one.getValue().matcher(sentence.text()).find()) {
                return Optional.of(new Subject(one.getKey(), List.of()));
            }
        }
        Set<String> words = Words.of(sentence.text());
        int most = held.stream().mapToInt(tool -> named(tool, words)).max().orElse(0);
        List<ToolRecord> best =
                held.stream().filter(tool -> named(tool, words) == most).toList();
        return most >= 2 && best.size() == 1
                ? Optional.of(
                        new Subject(SubjectKind.TOOLS, List.of(best.getFirst().key())))
                : Optional.empty();
    }

    /// How many words of its name a sentence holds.
    private static int named(ToolRecord tool, Set<String> words) {
        return Words.shared(Words.of(tool.connector() + " " + tool.tool()), words);
    }

    List<Condition> conditions(Subject subject, Optional<ToolRecord> tool) {
        List<Condition> found = new ArrayList<>();
        String text = sentence.text();
        boolean only = ONLY.matcher(text).find();
        number(ABOVE, Relation.ABOVE, tool).ifPresent(found::add);
        number(BELOW, Relation.BELOW, tool).ifPresent(found::add);
        if (RISK.matcher(text).find()) {
            Matcher level = LEVEL.matcher(text);
            found.add(of(Fact.RISK, Relation.IS, level.find() ? level.group(1).toLowerCase(Locale.ROOT) : "high"));
        }
        if (speakOf(Fact.TIER) && TIER.matcher(text).results().count() == 1) {
            Matcher tier = TIER.matcher(text);
            tier.find();
            found.add(of(Fact.TIER, Relation.IS, tier.group(1).toLowerCase(Locale.ROOT)));
        }
        if (subject.kind() != SubjectKind.AGENTS) {
            flow(found);
        }
        List<String> named =
                agents.stream().filter(agent -> mentions(agent)).sorted().toList();
        if (!named.isEmpty()) {
            found.add(new Condition(Fact.AGENT, null, only ? Relation.IS_NOT : Relation.IS, named));
        } else if (subject.kind() == SubjectKind.AGENTS) {
            team().ifPresent(team -> found.add(of(Fact.CALLER_TEAM, only ? Relation.IS_NOT : Relation.IS, team)));
        }
        return found;
    }

    private void flow(List<Condition> found) {
        if (speakOf(Fact.PERSONAL)) {
            found.add(of(Fact.PERSONAL, Relation.IS, "yes"));
        }
        if (speakOf(Fact.UNTRUSTED)) {
            found.add(of(Fact.UNTRUSTED, Relation.IS, "yes"));
        }
        if (Pattern.compile("(?i)secret|confidential").matcher(sentence.text()).find()) {
            found.add(of(Fact.SECRECY, Relation.IS, "SECRET"));
        }
    }

    private static Condition of(Fact fact, Relation relation, String value) {
        return new Condition(fact, null, relation, List.of(value));
    }

    private boolean mentions(String agent) {
        return Pattern.compile("(?i)(?<![\\w-])" + Pattern.quote(agent) + "(?![\\w-])")
                .matcher(sentence.text())
                .find();
    }

    private Optional<String> team() {
        Matcher team = TEAM.matcher(sentence.text());
        return team.find()
                ? IntStream.rangeClosed(1, team.groupCount())
                        .mapToObj(team::group)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /// A number is the budget's, or belongs to the one argument of the tool that can be above something, or that the
    /// sentence names.
    private Optional<Condition> number(Pattern pattern, Relation relation, Optional<ToolRecord> tool) {
        Matcher number = pattern.matcher(sentence.text());
        if (!number.find()) {
            return Optional.empty();
        }
        String value = Sentence.number(number.group(1));
        if (speakOf(Fact.BUDGET_LEFT)) {
            return Optional.of(of(Fact.BUDGET_LEFT, relation, value));
        }
        return tool.flatMap(this::amount).map(name -> new Condition(Fact.ARGUMENT, name, relation, List.of(value)));
    }

    private Optional<String> amount(ToolRecord tool) {
        List<String> countable = Rulebook.arguments(tool).entrySet().stream()
                .filter(argument -> argument.getValue().contains(Relation.ABOVE))
                .map(Map.Entry::getKey)
                .toList();
        List<String> said = countable.stream()
                .filter(name -> Words.shared(Words.of(name), Words.of(sentence.text())) > 0)
                .toList();
        List<String> money = countable.stream()
                .filter(name -> name.matches("(?i).*(amount|price|total|sum|value|cost|quantity|count).*"))
                .toList();
        for (List<String> one : List.of(said, money, countable)) {
            if (one.size() == 1) {
                return Optional.of(one.getFirst());
            }
        }
        return Optional.empty();
    }

    /// Whether the sentence says more than these conditions.
    boolean leaveOpen(List<Condition> conditions) {
        List<String> values =
                conditions.stream().flatMap(one -> one.values().stream()).toList();
        boolean numbers = sentence.numbers().stream().allMatch(values::contains);
        return !numbers || conditions.isEmpty() && OPEN.matcher(sentence.text()).find();
    }
}
