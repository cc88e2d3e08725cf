package io.tandem.policy.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.events.Flow;
import io.tandem.events.PolicyDecision.Outcome;
import io.tandem.events.ToolRecord;
import io.tandem.policy.CaseRun;
import io.tandem.policy.PolicyCase;
import io.tandem.policy.PolicyFault;
import io.tandem.policy.Question.ToolShape;
import io.tandem.policy.cedar.CedarCheck;
import io.tandem.policy.cedar.CedarPolicies;
import io.tandem.policy.cedar.CedarRules;
import io.tandem.policy.form.Rule.Condition;
import io.tandem.policy.form.Rule.Subject;
import io.tandem.policy.form.Rule.SubjectKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulebookTest {
    private static final ToolRecord PAY = aTool("pay", ToolRecord.Effect.KEYED, """
            {"type":"object","required":["amount","to","count"],"properties":{
              "amount":{"type":"string"},"to":{"type":"string"},"count":{"type":"integer"},
              "rate":{"type":"number"},"rush":{"type":"boolean"},
              "copies":{"type":"array","items":{"type":"string"}},"note":{"type":"string"},"free":{}}}""");
    private static final ToolRecord LOOK = aTool("look", ToolRecord.Effect.READ, "{\"type\":\"object\"}");
    private static final List<ToolRecord> HELD = List.of(LOOK, PAY);
    private static final Rulebook BOOK = new Rulebook("sales", HELD, CedarPolicies::read);
    private static final Subject PAYS = new Subject(SubjectKind.TOOLS, List.of("bank/pay"));
    private static final Subject AGENTS = new Subject(SubjectKind.AGENTS, List.of());

    private static ToolRecord aTool(String name, ToolRecord.Effect effect, String schema) {
        return new ToolRecord(
                1,
                "bank",
                name,
                name,
                "",
                EventJson.read(schema.getBytes(StandardCharsets.UTF_8), JsonNode.class),
                name,
                effect,
                ToolRecord.State.APPROVED,
                List.of("sales"),
                null,
                Instant.EPOCH,
                new ToolRecord.Handling(Flow.NONE, false, effect != ToolRecord.Effect.READ, List.of("to")),
                false);
    }

    private static Rule deny(Subject about, Condition... when) {
        return new Rule("a-rule", Outcome.DENY, about, List.of(when), "Because.", null);
    }

    private static Condition that(Fact fact, Rule.Relation test, String... values) {
        return new Condition(fact, null, test, List.of(values));
    }

    private static Condition argument(String name, Rule.Relation test, String... values) {
        return new Condition(Fact.ARGUMENT, name, test, List.of(values));
    }

    private static Rulebook.Whole composed(Rule... rules) {
        return BOOK.compose(new Rulebook.Parts(List.of(rules), "", List.of()));
    }

    private static Map<String, ToolShape> shapes() {
        return HELD.stream()
                .collect(Collectors.toMap(
                        ToolRecord::key, tool -> new ToolShape(tool.definitionHash(), tool.inputSchema())));
    }

    private static List<CaseRun.Result> results(Rulebook.Whole whole) {
        CaseRun run = new CaseRun("sales", CedarPolicies.read("r", whole.text()), name -> Tools.named(HELD, name));
        return whole.cases().stream().map(run::run).toList();
    }

    private static List<String> messages(Rule rule) {
        return BOOK.faults(rule).stream().map(PolicyFault::message).toList();
    }

    static Stream<Rule> everyRule() {
        Stream<Rule> facts = Arrays.stream(Fact.values())
                .filter(fact -> fact != Fact.ARGUMENT)
                .flatMap(fact -> fact.tests().stream().flatMap(test -> Stream.of(PAYS, AGENTS)
                        .filter(about -> fact.knownOf(about.agents()))
                        .map(about -> deny(about, that(fact, test, value(fact))))));
        Stream<Rule> arguments = Stream.of("amount", "to", "count", "rate", "rush", "copies", "note")
                .flatMap(name -> ArgumentType.of(PAY.inputSchema(), name).orElseThrow().tests().stream()
                        .map(test -> deny(PAYS, argument(name, test, value(name, test)))));
        return Stream.concat(facts, arguments);
    }

    private static String value(Fact fact) {
        return switch (fact) {
            case HOPS -> "2";
            case BUDGET_LEFT -> "0.50";
            case CALLER -> "person:mallory";
            default -> fact.choices().isEmpty() ? "someone" : fact.choices().getLast();
        };
    }

    private static String value(String argument, Rule.Relation test) {
        return switch (argument) {
            case "count" -> "3";
            case "rate" -> "2.5";
            case "rush" -> "true";
            default -> test == Rule.Relation.ABOVE || test == Rule.Relation.BELOW ? "100" : "a \"quoted\" * \\ name";
        };
    }

    @ParameterizedTest
    @MethodSource("everyRule")
    void makesASoundTextThatDecidesItsOwnCases(Rule rule) {
        Rulebook.Whole whole = composed(rule);

        assertThat(whole.faults()).isEmpty();
        assertThat(CedarCheck.faults(whole.text(), shapes())).as(whole.text()).isEmpty();
        assertThat(whole.cases()).as(whole.text()).hasSize(2);
        assertThat(results(whole)).as(whole.text()).allMatch(CaseRun.Result::passed);
        assertThat(whole.cases().getFirst().expect()).isEqualTo(Outcome.DENY);
        assertThat(whole.cases().getLast().expect())
                .as("what the others decide where this rule is silent")
                .isNotEqualTo(rule.about().agents() ? null : Outcome.DENY);
        assertThat(BOOK.parts(whole.text(), whole.cases(), CedarRules.of(whole.text())))
                .isEqualTo(new Rulebook.Parts(List.of(rule), "", List.of()));
    }

    @ParameterizedTest
    @MethodSource("everyRule")
    void everyCaseCanFail(Rule rule) {
        Rulebook.Whole whole = composed(rule);
        Rulebook.Whole without = new Rulebook.Whole("", whole.cases(), List.of());

        assertThat(results(without).getFirst().passed())
                .as("the first case without the rule")
                .isEqualTo(rule.about().agents() && without(whole.cases().getFirst()) == Outcome.DENY);
    }

    private static Outcome without(PolicyCase one) {
        CaseRun run = new CaseRun("sales", CedarPolicies.read("r", ""), name -> Tools.named(HELD, name));
        return java.util.Objects.requireNonNull(run.run(one).decision()).outcome();
    }

    @Nested
    class WhatIsNotSaid {
        @Test
        void countsAsAboveTheCap() {
            Rulebook.Whole whole = composed(deny(PAYS, argument("rate", Rule.Relation.ABOVE, "10")));
            CaseRun run = new CaseRun("sales", CedarPolicies.read("r", whole.text()), name -> Tools.named(HELD, name));
            PolicyCase silent = new PolicyCase(
                    "x",
                    Outcome.DENY,
                    new PolicyCase.ToolCase(
                            "bank/pay",
                            EventJson.read(
                                    "{\"amount\":\"1\",\"to\":\"a\",\"count\":1}".getBytes(StandardCharsets.UTF_8),
                                    JsonNode.class),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null),
                    null,
                    null);

            assertThat(run.run(silent).passed()).isTrue();
        }

        @Test
        void countsAsAboveTheCapWhenTheTextIsNoNumber() {
            Rulebook.Whole whole = composed(deny(PAYS, argument("amount", Rule.Relation.ABOVE, "10")));

            assertThat(whole.text()).contains("!(context.numbers has \"amount\"");
        }
    }

    @Nested
    class Several {
        @Test
        void ofOneArgumentHoldTogether() {
            Rulebook.Whole whole = composed(deny(
                    PAYS, argument("count", Rule.Relation.ABOVE, "3"), argument("count", Rule.Relation.BELOW, "9")));

            assertThat(whole.cases()).hasSize(3);
            assertThat(results(whole)).allMatch(CaseRun.Result::passed);
        }

        @Test
        void thatRuleEachOtherOutHaveNoCase() {
            Rulebook.Whole whole =
                    composed(deny(PAYS, argument("to", Rule.Relation.IS, "a"), argument("to", Rule.Relation.IS, "b")));

            assertThat(whole.cases()).noneMatch(one -> one.name().endsWith("all of it holds"));
        }

        @Test
        void rulesExpectWhatTheOthersDecide() {
            Rule ask = new Rule(
                    "ask-all", Outcome.ASK, new Subject(SubjectKind.ALL_TOOLS, List.of()), List.of(), "Ask.", "me");
            Rulebook.Whole whole = composed(ask, deny(PAYS, argument("count", Rule.Relation.ABOVE, "3")));

            assertThat(results(whole)).allMatch(CaseRun.Result::passed);
            assertThat(whole.cases())
                    .filteredOn(one -> one.name().startsWith("a-rule: not"))
                    .extracting(PolicyCase::expect)
                    .containsExactly(Outcome.ASK);
        }

        @Test
        void keepWhatPeopleWroteBesideThem() {
            String own = "@id(\"own\")\nforbid (principal, action, resource) when { false };";
            PolicyCase theirs = new PolicyCase(
                    "theirs",
                    Outcome.ALLOW,
                    new PolicyCase.ToolCase("bank/look", null, null, null, null, null, null, null),
                    null,
                    null);
            Rule rule = deny(PAYS, argument("count", Rule.Relation.ABOVE, "3"));
            Rulebook.Whole whole = BOOK.compose(new Rulebook.Parts(List.of(rule), own, List.of(theirs)));

            assertThat(BOOK.parts(whole.text(), whole.cases(), CedarRules.of(whole.text())))
                    .isEqualTo(new Rulebook.Parts(List.of(rule), own, List.of(theirs)));
        }

        @Test
        void areNoRulesOnceTheirTextWasChangedByHand() {
            Rulebook.Whole whole = composed(deny(PAYS, argument("count", Rule.Relation.ABOVE, "3")));
            String changed = whole.text().replace("<= 3", "<= 4");

            Rulebook.Parts parts = BOOK.parts(changed, whole.cases(), CedarRules.of(changed));

            assertThat(parts.rules()).isEmpty();
            assertThat(parts.rest()).isEqualTo(changed.strip());
        }
    }

    @Nested
    class Permits {
        @Test
        void letOthersCallTheTeamsAgents() {
            Rule rule = new Rule(
                    "finance",
                    Outcome.ALLOW,
                    AGENTS,
                    List.of(that(Fact.CALLER_TEAM, Rule.Relation.IS, "finance")),
                    "Finance works with us.",
                    null);

            Rulebook.Whole whole = composed(rule);

            assertThat(whole.cases()).extracting(PolicyCase::expect).containsExactly(Outcome.ALLOW, Outcome.DENY);
            assertThat(results(whole)).allMatch(CaseRun.Result::passed);
        }
    }

    @Nested
    class Faults {
        @Test
        void sayWhatIsWrong() {
            assertThat(messages(deny(new Subject(SubjectKind.TOOLS, List.of("bank/rob")))))
                    .containsExactly("The team holds no tool bank/rob.");
            assertThat(messages(deny(PAYS, argument("sum", Rule.Relation.ABOVE, "1"))))
                    .containsExactly("bank/pay has no argument sum that can be compared.");
            assertThat(messages(deny(PAYS, argument("count", Rule.Relation.ABOVE, "many"))))
                    .containsExactly("many is no number that can be compared.");
            assertThat(messages(deny(PAYS, argument("rush", Rule.Relation.ABOVE, "1"))))
                    .containsExactly("rush cannot be asked whether it is above something.", "rush is true or false.");
            assertThat(messages(deny(AGENTS, that(Fact.PERSONAL, Rule.Relation.IS, "yes"))))
                    .containsExactly("PERSONAL is not known of calls of agents.");
            assertThat(messages(deny(PAYS, that(Fact.RISK, Rule.Relation.IS, "huge"))))
                    .containsExactly("RISK is one of low, medium, high.");
            assertThat(messages(
                            deny(new Subject(SubjectKind.ALL_TOOLS, List.of()), argument("to", Rule.Relation.IS, "x"))))
                    .containsExactly("An argument is one tool's.");
            assertThat(messages(new Rule("A rule", Outcome.ASK, AGENTS, List.of(), " ", null)))
                    .containsExactly(
                            "Its name is of small letters, digits and hyphens.",
                            "The reason is a sentence of at most 300 characters.",
                            "Only a call of a tool can wait for an approval.");
            assertThat(composed(deny(PAYS), deny(PAYS)).faults())
                    .extracting(PolicyFault::message)
                    .containsExactly("Two rules have this name.");
        }
    }

    @Test
    void saysInWordsWhatItDoes() {
        Rule rule = deny(
                PAYS, argument("amount", Rule.Relation.ABOVE, "100"), that(Fact.RISK, Rule.Relation.IS_NOT, "low"));

        assertThat(Rulebook.words(rule))
                .isEqualTo("Denied: calls of bank/pay, when amount is above 100, and the agent's risk is not low.");
    }
}
