package io.tandem.policy.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.events.EventJson;
import io.tandem.events.PolicyDecision.Outcome;
import io.tandem.events.ToolRecord;
import io.tandem.policy.form.Rule.Condition;
import io.tandem.policy.form.Rule.Relation;
import io.tandem.policy.form.Rule.SubjectKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A rule in Cedar's language, the same text for the same rule.
///
/// What a call does not say counts as above and below everything, and as nothing that it could be: so a cap cannot be
/// walked around by leaving the amount out.
final class RuleText {
    private static final String FORM = "form";

    /// Work that no person asked for is a service's.
    private static final String CALLER = "(if context has service then context.service else context.user)";

    private RuleText() {}

    /// @param held the team's tools; the rule is sound against them
    static String of(Rule rule, List<ToolRecord> held) {
        StringBuilder text = new StringBuilder();
        note(text, FORM, new String(EventJson.write(rule), StandardCharsets.UTF_8));
        note(text, "id", rule.name());
        note(text, rule.outcome() == Outcome.ASK ? "ask" : "reason", rule.reason());
        if (rule.change() != null) {
            note(text, "change", rule.change());
        }
        text.append(rule.outcome() == Outcome.ALLOW ? "permit" : "forbid")
                .append(" (principal, ")
                .append(action(rule.about()))
                .append(", resource)");
        List<String> conditions = new ArrayList<>(kind(rule.about().kind()));
        rule.when().forEach(condition -> conditions.add(condition(condition, rule, held)));
        if (!conditions.isEmpty()) {
            text.append("\nwhen {\n  ")
                    .append(String.join(" &&\n  ", conditions))
                    .append("\n}");
        }
        return text.append(";\n").toString();
    }

    private static void note(StringBuilder text, String name, String value) {
        text.append('@').append(name).append('(').append(quoted(value)).append(")\n");
    }

    private static String action(Rule.Subject about) {
        return switch (about.kind()) {
            case TOOLS -> {
                List<String> names = about.tools().stream().map(RuleText::named).toList();
                yield names.size() == 1
                        ? "action == " + names.getFirst()
                        : "action in [" + String.join(", ", names) + "]";
            }
            case WRITES, EGRESS, ALL_TOOLS -> "action in " + named("tool.call");
            case AGENTS -> "action == " + named("agent.call");
        };
    }

    private static String named(String action) {
        return "Tandem::Action::" + quoted(action);
    }

    private static List<String> kind(SubjectKind kind) {
        return switch (kind) {
            case WRITES -> List.of("resource.effect != \"READ\"");
            case EGRESS -> List.of("resource.egress");
            case TOOLS, ALL_TOOLS, AGENTS -> List.of();
        };
    }

    private static String condition(Condition condition, Rule rule, List<ToolRecord> held) {
        boolean agents = rule.about().agents();
        String agent = agents ? "resource" : "principal";
        return switch (condition.fact()) {
            case ARGUMENT ->
                argument(
                        condition,
                        Tools.named(held, rule.about().tools().getFirst()).orElseThrow());
            case AGENT -> among(agent + ".name", condition);
            case RISK -> among(agent + ".risk", condition);
            case TIER -> among(agent + ".tier", condition);
            case CALLER -> text(agents ? "principal.id" : CALLER, condition);
            case CALLER_TEAM -> anyOf("principal.teams", condition);
            case CALLER_ROLE -> anyOf("principal.roles", condition);
            case HOPS -> "context.hops > " + condition.value();
            case PERSONAL -> yes("context.personal", condition);
            case UNTRUSTED -> yes("context.untrusted", condition);
            case SECRECY -> among("context.secrecy", condition);
            case UNVOUCHED -> yes("context.unvouched.containsAny(resource.sensitive)", condition);
            case BUDGET_LEFT -> "context.left < " + RuleCheck.hundredths(condition.value());
        };
    }

    private static String argument(Condition condition, ToolRecord tool) {
        String name = quoted(condition.named());
        String place = "context.arguments[" + name + "]";
        boolean required = ArgumentType.required(tool.inputSchema(), condition.named());
        String there = required ? "" : "context.arguments has " + name + " && ";
        Relation test = condition.test();
        return switch (ArgumentType.of(tool.inputSchema(), condition.named()).orElseThrow()) {
            case BOOLEAN -> paren(there + (condition.value().equals("true") ? place : "!" + place));
            case TEXTS -> paren(there + place + ".contains(" + quoted(condition.value()) + ")");
            case INTEGER -> number(there, place, test, condition.values(), false);
            case NUMBER -> number(there, place, test, condition.values(), true);
            case TEXT -> ofText(condition, there, place);
        };
    }

    private static String ofText(Condition condition, String there, String place) {
        Relation relation = condition.test();
        if (relation == Relation.ABOVE || relation == Relation.BELOW) {
            String name = quoted(condition.named());
            return number(
                    "context.numbers has " + name + " && ",
                    "context.numbers[" + name + "]",
                    relation,
                    condition.values(),
                    true);
        }
        return relation == Relation.IS_NOT
                ? "!(" + there + among(place, positive(condition)) + ")"
                : paren(there + text(place, condition));
    }

    private static Condition positive(Condition condition) {
        return new Condition(condition.fact(), condition.argument(), Relation.IS, condition.values());
    }

    /// Negated where a missing number has to count as meeting the condition.
    private static String number(String there, String place, Relation test, List<String> values, boolean decimals) {
        String bound = decimals ? decimal(values.getFirst()) : values.getFirst();
        String same = values.stream()
                .map(value -> place + " == " + (decimals ? decimal(value) : value))
                .collect(Collectors.joining(" || "));
        return switch (test) {
            case ABOVE ->
                "!(" + there + (decimals ? place + ".lessThanOrEqual(" + bound + ")" : place + " <= " + bound) + ")";
            case BELOW ->
                "!(" + there + (decimals ? place + ".greaterThanOrEqual(" + bound + ")" : place + " >= " + bound) + ")";
            case IS_NOT -> "!(" + there + "(" + same + "))";
            default -> paren(there + "(" + same + ")");
        };
    }

    private static String text(String place, Condition condition) {
        return switch (condition.test()) {
            case STARTS_WITH -> place + " like " + pattern("", condition.value(), "*");
            case ENDS_WITH -> place + " like " + pattern("*", condition.value(), "");
            case CONTAINS -> place + " like " + pattern("*", condition.value(), "*");
            default -> among(place, condition);
        };
    }

    private static String among(String place, Condition condition) {
        String in = list(condition) + ".contains(" + place + ")";
        return condition.test() == Relation.IS_NOT ? "!" + in : in;
    }

    private static String anyOf(String set, Condition condition) {
        String any = set + ".containsAny(" + list(condition) + ")";
        return condition.test() == Relation.IS_NOT ? "!" + any : any;
    }

    private static String list(Condition condition) {
        return condition.values().stream().map(RuleText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String yes(String place, Condition condition) {
        return condition.value().equals("yes") ? place : "!" + place;
    }

    private static String decimal(String value) {
        return "decimal(" + quoted(RuleCheck.decimal(value)) + ")";
    }

    private static String paren(String text) {
        return "(" + text + ")";
    }

    private static String pattern(String before, String value, String after) {
        String quoted = quoted(value).replace("*", "\\*");
        return "\"" + before + quoted.substring(1, quoted.length() - 1) + after + "\"";
    }

    /// Cedar's escapes are JSON's for what has no control characters.
    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }
}
