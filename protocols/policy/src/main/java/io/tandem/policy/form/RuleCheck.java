package io.tandem.policy.form;

import io.tandem.events.PolicyDecision.Outcome;
import io.tandem.events.ToolRecord;
import io.tandem.policy.PolicyFault;
import io.tandem.policy.form.Rule.Condition;
import io.tandem.policy.form.Rule.Relation;
import io.tandem.policy.form.Rule.SubjectKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is wrong with a rule, before any text is made of it.
final class RuleCheck {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,4})?");
    private static final Pattern MONEY = Pattern.compile("\\d{1,9}(\\.\\d{1,2})?");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,15}");
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");
    private static final int LONGEST = 300;
    private static final int MOST = 20;

    private final Rule rule;
    private final List<ToolRecord> held;
    private final List<PolicyFault> faults = new ArrayList<>();

    private RuleCheck(Rule rule, List<ToolRecord> held) {
        this.rule = rule;
        this.held = held;
    }

    /// @param held the team's tools
    static List<PolicyFault> faults(Rule rule, List<ToolRecord> held) {
        RuleCheck check = new RuleCheck(rule, held);
        check.head();
        if (check.faults.isEmpty()) {
            rule.when().forEach(check::condition);
        }
        return check.faults;
    }

    private void head() {
        if (rule.name() == null || !NAME.matcher(rule.name()).matches()) {
            say("Its name is of small letters, digits and hyphens.", "Such as credit-cap.");
        }
        if (rule.outcome() == null || rule.about() == null || rule.about().kind() == null) {
            say("It says neither what is decided nor about what.", "Give outcome and about.kind.");
            return;
        }
        sentence("reason", rule.reason());
        if (rule.change() != null) {
            sentence("change", rule.change());
        }
        boolean agents = rule.about().agents();
        if (rule.outcome() == Outcome.ASK && agents) {
            say("Only a call of a tool can wait for an approval.", "Deny it, or speak of tools.");
        }
        if (rule.outcome() == Outcome.ALLOW && !agents) {
            say("Calls of tools are allowed by what is built in.", "Deny, or ask for an approval.");
        }
        about();
    }

    private void about() {
        SubjectKind kind = rule.about().kind();
        if (kind == SubjectKind.AGENTS) {
            return;
        }
        if (kind == SubjectKind.TOOLS) {
            if (rule.about().tools().isEmpty()) {
                say("It names no tool.", "Name at least one.");
            }
            for (String tool : rule.about().tools()) {
                if (Tools.named(held, tool).isEmpty()) {
                    say("The team holds no tool " + tool + ".", null);
                }
            }
        } else if (Tools.example(held, rule.about()).isEmpty()) {
            say("The team holds no tool like that.", "The rule would never be asked.");
        }
    }

    private void sentence(String field, @Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            say("The " + field + " is a sentence of at most " + LONGEST + " characters.", null);
        } else if (UNPRINTABLE.matcher(text).find()) {
            say("The " + field + " is one line.", null);
        }
    }

    private void condition(Condition condition) {
        if (condition.fact() == null || condition.test() == null) {
            say("A condition has a fact and a test.", "Facts are " + Arrays.toString(Fact.values()) + ".");
            return;
        }
        Fact fact = condition.fact();
        if (!fact.knownOf(rule.about().agents())) {
            say(fact + " is not known of calls of " + (rule.about().agents() ? "agents." : "tools."), null);
            return;
        }
        if (condition.values().isEmpty()
                || condition.values().size() > MOST
                || condition.values().stream().anyMatch(RuleCheck::unfit)) {
            say(fact + " is compared with 1 to " + MOST + " values of one line each.", null);
            return;
        }
        if (condition.values().size() > 1
                && !Set.of(Relation.IS, Relation.IS_NOT).contains(condition.test())) {
            say(condition.test() + " takes one value.", null);
            return;
        }
        if (fact == Fact.ARGUMENT) {
            argument(condition);
            return;
        }
        tests(fact.tests(), condition);
        for (String value : condition.values()) {
            if (!fact.choices().isEmpty() && !fact.choices().contains(value)) {
                say(fact + " is one of " + String.join(", ", fact.choices()) + ".", null);
            }
        }
        if (fact == Fact.HOPS) {
            number(condition, WHOLE);
        }
        if (fact == Fact.BUDGET_LEFT) {
            number(condition, MONEY);
        }
    }

    private static boolean unfit(@Nullable String value) {
        return value == null
                || value.isBlank()
                || value.length() > LONGEST
                || UNPRINTABLE.matcher(value).find();
    }

    private void argument(Condition condition) {
        Optional<ToolRecord> tool = rule.about().tools().size() == 1
                ? Tools.named(held, rule.about().tools().getFirst())
                : Optional.empty();
        if (tool.isEmpty()) {
            say("An argument is one tool's.", "Name exactly one tool, or make a rule for each.");
            return;
        }
        Optional<ArgumentType> type = ArgumentType.of(tool.get().inputSchema(), condition.named());
        if (type.isEmpty()) {
            say(
                    tool.get().key() + " has no argument " + condition.named() + " that can be compared.",
                    "It has " + Tools.arguments(tool.get()) + ".");
            return;
        }
        tests(type.get().tests(), condition);
        switch (type.get()) {
            case NUMBER -> number(condition, NUMBER);
            case INTEGER -> number(condition, WHOLE);
            case BOOLEAN -> {
                if (!Set.of("true", "false").containsAll(condition.values())) {
                    say(condition.named() + " is true or false.", null);
                }
            }
            case TEXT -> {
                if (Set.of(Relation.ABOVE, Relation.BELOW).contains(condition.test())) {
                    number(condition, NUMBER);
                }
            }
            case TEXTS -> {}
        }
    }

    private void tests(Set<Relation> possible, Condition condition) {
        if (!possible.contains(condition.test())) {
            String words = possible.stream().map(Objects::toString).collect(Collectors.joining(", "));
            say(
                    (condition.fact() == Fact.ARGUMENT
                                    ? condition.named()
                                    : condition.fact().toString()) + " cannot be asked whether it "
                            + condition.test().words() + " something.",
                    "It can be compared by " + words + ".");
        }
    }

    private void number(Condition condition, Pattern form) {
        for (String value : condition.values()) {
            if (!form.matcher(value).matches()) {
                say(
                        value + " is no number that can be compared.",
                        form == WHOLE ? "Such as 12." : "Such as 100 or 99.95, with at most four decimals.");
            }
        }
    }

    private void say(String message, @Nullable String help) {
        faults.add(new PolicyFault(rule.name(), message, help));
    }

    /// Money as questions have it.
    static long hundredths(String value) {
        return new BigDecimal(value).movePointRight(2).longValueExact();
    }

    /// A number as Cedar writes it, which wants a decimal point.
    static String decimal(String value) {
        BigDecimal number = new BigDecimal(value);
        return number.scale() < 1 ? number.setScale(1).toPlainString() : number.toPlainString();
    }
}
