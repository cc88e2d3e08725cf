package io.tandem.governance.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.a2a.TaskState;
import io.tandem.events.AgentDefinition;
import io.tandem.events.EventJson;
import io.tandem.events.Money;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
    private static final Facts ANSWER =
            facts(TaskState.COMPLETED, "Total: 1,250.00 EUR\n for  Ada", Set.of("shop/query"));

    private static Facts facts(TaskState state, String answer, Set<String> tools) {
        List<ToolUse> calls = tools.stream()
                .map(tool -> new ToolUse(tool, JsonNodeFactory.instance.objectNode()))
                .toList();
        return new Facts(state, answer, null, calls, List.of("m"), new Money(new BigDecimal("0.02"), "EUR"), 3.5);
    }

    static AgentDefinition.Case aCase(String id, String... checks) {
        List<AgentDefinition.Check> expect = java.util.Arrays.stream(checks)
                .map(check -> EventJson.read(check.getBytes(StandardCharsets.UTF_8), AgentDefinition.Check.class))
                .toList();
        return new AgentDefinition.Case(id, "input", null, expect);
    }

    private static boolean passes(Facts facts, String... checks) {
        return Checks.of(aCase("c", checks), facts).stream().allMatch(CheckResult::passed);
    }

    @Nested
    class GivenAnAnswer {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"contains\":\"total: 1,250.00 eur for ada\"} | true",
                    "{\"contains\":\"1,250.01\"} | false",
                    "{\"pattern\":\"1,?250([.]00)?\"} | true",
                    "{\"pattern\":\"^Ada\"} | false",
                    "{\"pattern\":\"(\"} | false",
                    "{\"jsonPath\":{\"path\":\"$.total\"}} | false",
                    "{\"toolCalled\":\"shop/query\"} | true",
                    "{\"toolCalled\":\"shop/write\"} | false",
                    "{\"toolNotCalled\":\"shop/write\"} | true",
                    "{\"toolNotCalled\":\"shop/query\"} | false",
                    "{\"refused\":true} | false",
                    "{\"refused\":false} | true",
                    "{\"maxSeconds\":3.5} | true",
                    "{\"maxSeconds\":3.4} | false",
                    "{\"maxCost\":{\"amount\":\"0.02\",\"currency\":\"EUR\"}} | true",
                    "{\"maxCost\":{\"amount\":\"0.019\",\"currency\":\"EUR\"}} | false",
                    "{\"maxCost\":{\"amount\":\"5\",\"currency\":\"USD\"}} | false",
                    "{} | false"
                })
        void isJudgedByEachCheck(String check, boolean passed) {
            assertThat(passes(ANSWER, check)).isEqualTo(passed);
        }

        @Test
        void failsWithAReasonInPlainWords() {
            List<CheckResult> results = Checks.of(aCase("c", "{\"toolCalled\":\"shop/write\"}"), ANSWER);

            assertThat(results.getLast().reason()).isEqualTo("shop/write was not called; shop/query was called.");
        }

        @Test
        void doesNotKeepAPatternBusyForEver() {
            Facts facts = facts(TaskState.COMPLETED, "a".repeat(5000) + "b", Set.of());

            List<CheckResult> results = Checks.of(aCase("c", "{\"pattern\":\"(a*)*c\"}"), facts);

            assertThat(results.getLast().passed()).isFalse();
        }
    }

    @Nested
    class GivenJson {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"path\":\"$.total\",\"equals\":12.50} | true",
                    "{\"path\":\"$.total\",\"equals\":\"12.5\"} | false",
                    "{\"path\":\"$.items[1].name\",\"equals\":\"b\"} | true",
                    "{\"path\":\"$['items'][-1].name\",\"equals\":\"b\"} | true",
                    "{\"path\":\"$.items[2]\"} | false",
                    "{\"path\":\"$.nothing\"} | false",
                    "{\"path\":\"$.total junk\"} | false",
                    "\"$.total\" | true"
                })
        void isFoundByItsPath(String path, boolean passed) {
            Facts facts = facts(
                    TaskState.COMPLETED,
                    "Here it is:\n```json\n{\"total\":12.5,\"items\":[{\"name\":\"a\"},{\"name\":\"b\"}]}\n```",
                    Set.of());

            assertThat(passes(facts, "{\"jsonPath\":" + path + "}")).isEqualTo(passed);
        }
    }

    @Nested
    class GivenNoAnswer {
        @Test
        void aRefusalPassesWhereOneIsAskedFor() {
            assertThat(passes(facts(TaskState.REJECTED, "I may not do that.", Set.of()), "{\"refused\":true}"))
                    .isTrue();
        }

        @Test
        void aRefusalIsNoAnswerEvenWithTheRightWords() {
            assertThat(passes(facts(TaskState.REJECTED, "Total", Set.of()), "{\"contains\":\"total\"}"))
                    .isFalse();
        }

        @Test
        void wordsOfRefusalAreNoRefusal() {
            assertThat(passes(facts(TaskState.COMPLETED, "I refuse.", Set.of()), "{\"refused\":true}"))
                    .isFalse();
        }

        @Test
        void aFailureIsNeither() {
            Facts failed = facts(TaskState.FAILED, "", Set.of());

            assertThat(passes(failed, "{\"refused\":true}")).isFalse();
            assertThat(passes(failed, "{\"toolNotCalled\":\"shop/write\"}")).isFalse();
        }
    }

    @Nested
    class GivenCallsInAnOrder {
        private static final List<ToolUse> CALLS = List.of(
                call("crm/find", "{\"name\":\"Ada Lovelace\",\"limit\":3}"),
                call("crm/find", "{\"name\":\"Bob\"}"),
                call("mail/send", "{\"to\":\"ada@example.org\"}"));

        private static ToolUse call(String tool, String arguments) {
            return new ToolUse(tool, EventJson.read(arguments.getBytes(StandardCharsets.UTF_8), JsonNode.class));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"calls\":[{\"tool\":\"mail/send\"},{\"tool\":\"crm/find\"}]} | true",
                    "{\"calls\":[{\"tool\":\"crm/find\"},{\"tool\":\"mail/send\"}],\"inOrder\":true} | true",
                    "{\"calls\":[{\"tool\":\"mail/send\"},{\"tool\":\"crm/find\"}],\"inOrder\":true} | false",
                    "{\"calls\":[{\"tool\":\"crm/find\",\"arguments\":{\"name\":\"Bob\"}}]} | true",
                    "{\"calls\":[{\"tool\":\"crm/find\",\"arguments\":{\"name\":\"Eve\"}}]} | false",
                    "{\"calls\":[{\"tool\":\"crm/find\",\"arguments\":{\"limit\":3.0}}]} | true",
                    "{\"calls\":[{\"tool\":\"mail/*\",\"arguments\":{\"to\":{\"pattern\":\"@example[.]org$\"}}}]} | true",
                    "{\"calls\":[{\"tool\":\"mail/send\",\"arguments\":{\"to\":{\"pattern\":\"@evil\"}}}]} | false",
                    "{\"never\":[\"shop/*\"]} | true",
                    "{\"never\":[\"mail/*\"]} | false",
                    "{\"atMost\":3} | true",
                    "{\"atMost\":2} | false"
                })
        void isJudgedByItsTrajectory(String trajectory, boolean passed) {
            Facts facts = new Facts(TaskState.COMPLETED, "done", null, CALLS, List.of("m"), null, 1);

            assertThat(passes(facts, "{\"trajectory\":" + trajectory + "}")).isEqualTo(passed);
        }

        @Test
        void tellsWhatWasWrongWithTheCalls() {
            Facts facts = new Facts(TaskState.COMPLETED, "done", null, CALLS, List.of("m"), null, 1);
            String check =
                    "{\"trajectory\":{\"calls\":[{\"tool\":\"mail/send\",\"arguments\":{\"to\":\"bob\"}}],\"never\":[\"crm/*\"]}}";

            assertThat(Checks.of(aCase("c", check), facts).getLast().reason())
                    .isEqualTo("mail/send was called with \"{\"to\":\"ada@example.org\"}\", not with"
                            + " {\"to\":\"bob\"}; crm/find was called and must not be.");
        }
    }
}
