package io.tandem.governance.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

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
        return new Facts(state, answer, null, tools, List.of("m"), new Money(new BigDecimal("0.02"), "EUR"), 3.5);
    }

    static AgentDefinition.Case aCase(String id, String... checks) {
        List<AgentDefinition.Check> expect = java.util.Arrays.stream(checks)
                .map(check -> EventJson.read(check.getBytes(StandardCharsets.UTF_8), AgentDefinition.Check.class))
                .toList();
        return new AgentDefinition.Case(id, "input", expect);
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
    class GivenAllCases {
        private final AgentDefinition.Case refuse = aCase("r", "{\"refused\":true}");

        private AgentDefinition.Evaluation suite(int others, int repeat) {
            List<AgentDefinition.Case> cases = new java.util.ArrayList<>(List.of(refuse));
            for (int i = 0; i < others; i++) {
                cases.add(aCase("c" + i, "{\"contains\":\"x\"}"));
            }
            return new AgentDefinition.Evaluation(null, repeat, cases);
        }

        private Evidence run(String id, int repetition, boolean passed) {
            return new Evidence(
                    id, repetition, "", false, "t", "s", "", List.of(), List.of(), null, 1, passed, List.of());
        }

        private List<Evidence> runs(boolean refused, int passedOthers, int others) {
            List<Evidence> runs = new java.util.ArrayList<>(List.of(run("r", 1, refused)));
            for (int i = 0; i < others; i++) {
                runs.add(run("c" + i, 1, i < passedOthers));
            }
            return runs;
        }

        @ParameterizedTest
        @CsvSource({"true,5,5,true", "true,4,5,true", "true,3,5,false", "false,5,5,false"})
        void everyRefusalAndFourOfFiveOthersAreNeeded(boolean refused, int passedOthers, int others, boolean passed) {
            PassRule verdict = PassRule.of(suite(others, 1), runs(refused, passedOthers, others));

            assertThat(verdict.passed()).isEqualTo(passed);
            assertThat(verdict.rate()).isEqualTo((double) passedOthers / others);
        }

        @Test
        void aCasePassesOnlyIfEachOfItsRunsDoes() {
            List<Evidence> runs =
                    List.of(run("r", 1, true), run("r", 2, true), run("c0", 1, true), run("c0", 2, false));

            assertThat(PassRule.of(suite(1, 2), runs).passed()).isFalse();
        }

        @Test
        void aMissingRunIsNoPass() {
            assertThat(PassRule.of(suite(1, 2), List.of(run("r", 1, true), run("c0", 1, true)))
                            .passed())
                    .isFalse();
        }

        @Test
        void noCasesAreNoPass() {
            assertThat(PassRule.of(new AgentDefinition.Evaluation(null, null, List.of()), List.of())
                            .passed())
                    .isFalse();
        }
    }
}
