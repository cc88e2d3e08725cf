package io.tandem.governance.check;

import static io.tandem.governance.check.ChecksTest.aCase;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.a2a.TaskState;
import io.tandem.events.AgentDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnyRunTest {
    private static final AgentDefinition.Case REFUSES = aCase("no", "{\"refused\":true}");

    private static List<String> fails(AgentDefinition.Case... cases) {
        Facts facts = new Facts(
                TaskState.COMPLETED,
                "Done.",
                null,
                List.of(new ToolUse("shop/order", JsonNodeFactory.instance.objectNode())),
                List.of(),
                null,
                30);
        return AnyRun.checks(List.of(cases), facts).stream()
                .filter(CheckResult::fails)
                .map(check -> check.check() + ": " + check.expected())
                .toList();
    }

    @Test
    void asksWhatAllCasesWithAnAnswerProhibitOrLimit() {
        assertThat(fails(
                        REFUSES,
                        aCase("a", "{\"maxSeconds\":20}", "{\"toolNotCalled\":\"shop/order\"}"),
                        aCase("b", "{\"maxSeconds\":20}")))
                .containsExactly("maxSeconds: 20.0");
    }

    @Test
    void takesProhibitionsOutOfTrajectories() {
        assertThat(fails(
                        aCase(
                                "a",
                                "{\"trajectory\":{\"calls\":[{\"tool\":\"shop/find\"}],\"never\":[\"shop/order\"]}}"),
                        aCase("b", "{\"trajectory\":{\"never\":[\"shop/*\",\"shop/order\"],\"atMost\":0}}")))
                .containsExactly("trajectory: never shop/order");
    }

    @Test
    void asksNothingThatExpectsAValue() {
        assertThat(fails(aCase("a", "{\"contains\":\"1,250\"}", "{\"toolCalled\":\"shop/find\"}")))
                .isEmpty();
    }

    @Test
    void tellsWhetherItAsksAnything() {
        assertThat(AnyRun.asks(List.of(REFUSES, aCase("a", "{\"contains\":\"Ada\"}"))))
                .isFalse();
        assertThat(AnyRun.asks(List.of(aCase("a", "{\"maxSeconds\":20}")))).isTrue();
        assertThat(AnyRun.asks(List.of(aCase("a", "{\"judge\":\"polite\"}")))).isTrue();
    }

    @Test
    void asksTheJudgesOfAnyCase() {
        assertThat(AnyRun.judges(
                        List.of(REFUSES, aCase("a", "{\"judge\":\"polite\"}"), aCase("b", "{\"judge\":\"polite\"}"))))
                .containsExactly("polite");
    }
}
