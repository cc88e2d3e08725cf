package io.tandem.policy.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.Flow;
import io.tandem.events.PolicyDecision.Outcome;
import io.tandem.events.ToolRecord;
import io.tandem.policy.PolicyCase;
import io.tandem.policy.PolicyCase.AgentCase;
import io.tandem.policy.PolicyCase.CallCase;
import io.tandem.policy.PolicyCase.CallerCase;
import io.tandem.policy.PolicyCase.ToolCase;
import io.tandem.policy.form.Rule.Condition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Situations that show what a rule does: one in which all of its conditions hold, and for each condition one in which
/// all hold but that one. What has no such situation, because conditions of one fact rule each other out, is left out.
final class RuleCases {
    private RuleCases() {}

    /// A case before anybody has said what to expect of it.
    ///
    /// @param meant whether the rule speaks in it
    record Situation(boolean meant, PolicyCase asked) {}

    static List<Situation> of(Rule rule, List<ToolRecord> held) {
        List<Situation> situations = new ArrayList<>();
        String all = rule.when().isEmpty() ? "whenever it is asked" : "all of it holds";
        asked(rule, held, all, null).ifPresent(one -> situations.add(new Situation(true, one)));
        for (Condition condition : rule.when()) {
            asked(rule, held, "not that " + RuleWords.of(condition), condition)
                    .ifPresent(one -> situations.add(new Situation(false, one)));
        }
        return situations;
    }

    /// Whether a case was made of a rule with that name.
    static boolean madeOf(String rule, PolicyCase one) {
        return one.name().startsWith(rule + ": ");
    }

    /// What of a fact, or of an argument.
    private record Place(Fact fact, String argument) {}

    private static Optional<PolicyCase> asked(Rule rule, List<ToolRecord> held, String name, @Nullable Condition but) {
        Map<Place, List<Condition>> places = new LinkedHashMap<>();
        rule.when().forEach(condition -> places.computeIfAbsent(
                        new Place(condition.fact(), condition.named()), place -> new ArrayList<>())
                .add(condition));
        Map<Place, String> values = new LinkedHashMap<>();
        for (Map.Entry<Place, List<Condition>> place : places.entrySet()) {
            List<Condition> fail = place.getValue().stream()
                    .filter(condition -> condition == but)
                    .toList();
            List<Condition> hold = place.getValue().stream()
                    .filter(condition -> condition != but)
                    .toList();
            Optional<String> value = Values.fitting(hold, fail);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(place.getKey(), value.get());
        }
        String whole = rule.name() + ": " + name;
        return rule.about().agents()
                ? Optional.of(new PolicyCase(whole, Outcome.DENY, null, call(values), null))
                : Tools.example(held, rule.about(), values.containsKey(new Place(Fact.UNVOUCHED, "")))
                        .map(tool -> new PolicyCase(whole, Outcome.DENY, tool(tool, rule, values), null, null));
    }

    private static CallCase call(Map<Place, String> values) {
        String team = values.get(new Place(Fact.CALLER_TEAM, ""));
        String role = values.get(new Place(Fact.CALLER_ROLE, ""));
        CallerCase caller = new CallerCase(
                values.getOrDefault(new Place(Fact.CALLER, ""), "person:someone"),
                team == null ? null : List.of(team),
                role == null ? null : List.of(role));
        int hops = Integer.parseInt(values.getOrDefault(new Place(Fact.HOPS, ""), "0"));
        return new CallCase(caller, Collections.nCopies(Math.max(hops, 0), "agent:another@1"), agent(values));
    }

    private static ToolCase tool(ToolRecord tool, Rule rule, Map<Place, String> values) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        for (JsonNode name : tool.inputSchema().path("required")) {
            arguments.set(
                    name.asText(),
                    Values.usual(tool.inputSchema().path("properties").path(name.asText())));
        }
        rule.when().stream()
                .filter(condition -> condition.fact() == Fact.ARGUMENT)
                .forEach(condition -> {
                    String value = values.getOrDefault(new Place(Fact.ARGUMENT, condition.named()), "");
                    ArgumentType.of(tool.inputSchema(), condition.named())
                            .ifPresent(type -> arguments.set(condition.named(), Values.json(type, value)));
                });
        String left = values.get(new Place(Fact.BUDGET_LEFT, ""));
        return new ToolCase(
                tool.key(),
                arguments,
                values.get(new Place(Fact.CALLER, "")),
                agent(values),
                null,
                flow(values),
                yes(values, Fact.UNVOUCHED)
                        ? List.of(tool.handling().sensitive().getFirst())
                        : null,
                left == null ? null : RuleCheck.hundredths(left));
    }

    private static @Nullable AgentCase agent(Map<Place, String> values) {
        String name = values.get(new Place(Fact.AGENT, ""));
        String tier = values.get(new Place(Fact.TIER, ""));
        String risk = values.get(new Place(Fact.RISK, ""));
        return name == null && tier == null && risk == null ? null : new AgentCase(name, null, tier, risk, null, null);
    }

    private static @Nullable Flow flow(Map<Place, String> values) {
        String secrecy = values.get(new Place(Fact.SECRECY, ""));
        Flow flow = new Flow(
                yes(values, Fact.UNTRUSTED),
                yes(values, Fact.PERSONAL),
                secrecy == null ? Flow.Secrecy.PUBLIC : Flow.Secrecy.valueOf(secrecy));
        return flow.equals(Flow.NONE) ? null : flow;
    }

    private static boolean yes(Map<Place, String> values, Fact fact) {
        return "yes".equals(values.get(new Place(fact, "")));
    }
}
