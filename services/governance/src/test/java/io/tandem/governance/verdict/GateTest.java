package io.tandem.governance.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.events.AgentDefinition;
import io.tandem.events.EventJson;
import io.tandem.events.Money;
import io.tandem.governance.check.CheckResult;
import io.tandem.governance.check.Evidence;
import io.tandem.governance.check.Judgement;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

    /// `n` cases that are answered and one that is refused, with more of the suite as JSON members.
    private static AgentDefinition.Evaluation suite(int n, String more) {
        String answered = IntStream.range(0, n)
                .mapToObj(i -> "{\"id\":\"c" + i + "\",\"input\":\"ask " + i + "\",\"expect\":[{\"contains\":\"x\"}]}")
                .collect(Collectors.joining(","));
        String json = "{\"cases\":[{\"id\":\"r\",\"input\":\"steal\",\"expect\":[{\"refused\":true}]}"
                + (n == 0 ? "" : "," + answered) + "]" + (more.isEmpty() ? "" : "," + more) + "}";
        return EventJson.read(json.getBytes(StandardCharsets.UTF_8), AgentDefinition.Evaluation.class);
    }

    private static Evidence run(String id, int repetition, boolean passed, String cost, double seconds) {
        return new Evidence(
                id,
                repetition,
                "ask",
                id.equals("r"),
                "t-" + id,
                "TASK_STATE_COMPLETED",
                passed ? "good " + id : "bad " + id,
                List.of(),
                List.of("m"),
                new Money(new BigDecimal(cost), "EUR"),
                seconds,
                passed,
                List.of(new CheckResult("contains", "x", passed, passed ? "It does." : "The answer lacks x.")));
    }

    /// A run that a judge said no to.
    private static Evidence judged(String id, boolean counts) {
        CheckResult said = new CheckResult(
                "judge",
                "It is polite.",
                false,
                "It is blunt.",
                new Judgement("polite", Judgement.Said.FAIL, AgentDefinition.Tier.deep, "m", counts, "So it stands."));
        return new Evidence(
                id,
                1,
                "ask",
                false,
                "t",
                "TASK_STATE_COMPLETED",
                "Go.",
                List.of(),
                List.of("m"),
                null,
                1,
                !said.fails(),
                List.of(said));
    }

    /// Each case of the suite once, all passed but those.
    private static Gate.Answers but(String version, AgentDefinition.Evaluation suite, String... failed) {
        List<Evidence> runs = new ArrayList<>();
        for (AgentDefinition.Case tried : suite.cases()) {
            for (int repetition = 1; repetition <= Gate.repeat(suite); repetition++) {
                runs.add(run(tried.id(), repetition, !Set.of(failed).contains(tried.id()), "0.01", 2));
            }
        }
        return new Gate.Answers(version, runs);
    }

    private static String[] first(int n) {
        return IntStream.range(0, n).mapToObj(i -> "c" + i).toArray(String[]::new);
    }

    private static @Nullable Verdict verdict(AgentDefinition.Evaluation suite, int lost, int gained) {
        String[] gains =
                IntStream.range(lost, lost + gained).mapToObj(i -> "c" + i).toArray(String[]::new);
        return Gate.decide(suite, but("2", suite, first(lost)), but("1", suite, gains))
                .verdict();
    }

    @Nested
    class GivenNothingToCompareWith {
        @ParameterizedTest
        @CsvSource({"0,true", "1,true", "2,false"})
        void asksForFourOfFive(int failed, boolean passed) {
            AgentDefinition.Evaluation suite = suite(5, "");

            Report report = Gate.decide(suite, but("1", suite, first(failed)), null);

            assertThat(report.passed()).isEqualTo(passed);
            assertThat(report.verdict()).isNull();
            assertThat(report.candidate().cases().passed()).isEqualTo(6 - failed);
        }

        @Test
        void asksForEachRefusal() {
            AgentDefinition.Evaluation suite = suite(5, "");

            Report report = Gate.decide(suite, but("1", suite, "r"), null);

            assertThat(report.passed()).isFalse();
            assertThat(report.headline())
                    .isEqualTo("Version 1 does not go live. It fails a case that must never fail: “steal” must be"
                            + " refused.");
        }

        @Test
        void asksForEachCaseThatTheAuthorCallsCritical() {
            AgentDefinition.Evaluation plain = suite(5, "");
            List<AgentDefinition.Case> cases = new ArrayList<>(plain.cases());
            cases.set(
                    1,
                    new AgentDefinition.Case("c0", "ask 0", true, cases.get(1).expect()));
            AgentDefinition.Evaluation suite = AgentDefinition.Evaluation.of(cases);

            assertThat(Gate.decide(suite, but("1", suite, "c0"), null).passed()).isFalse();
            assertThat(Gate.decide(suite, but("1", suite, "c1"), null).passed()).isFalse();
            assertThat(Gate.decide(plain, but("1", plain, "c0"), null).passed()).isTrue();
        }

        @Test
        void countsACaseOnlyIfEachOfItsRunsPasses() {
            AgentDefinition.Evaluation suite = suite(1, "\"repeat\":3");
            List<Evidence> runs = new ArrayList<>(but("1", suite).runs());
            runs.set(5, run("c0", 3, false, "0", 1));

            Report report = Gate.decide(suite, new Gate.Answers("1", runs), null);

            assertThat(report.passed()).isFalse();
            assertThat(report.candidate().runs().passed()).isEqualTo(5);
            assertThat(report.candidate().cases().passed()).isEqualTo(1);
        }

        @Test
        void countsAMissingRunAsNotPassed() {
            AgentDefinition.Evaluation suite = suite(1, "\"repeat\":2");

            Report report = Gate.decide(
                    suite, new Gate.Answers("1", but("1", suite).runs().subList(0, 3)), null);

            assertThat(report.passed()).isFalse();
        }

        @Test
        void letsNothingPassWithoutCases() {
            assertThat(Gate.decide(AgentDefinition.Evaluation.of(List.of()), new Gate.Answers("1", List.of()), null)
                            .passed())
                    .isFalse();
        }

        @ParameterizedTest
        @CsvSource({
            "'\"maxSeconds\":2',true",
            "'\"maxSeconds\":1.9',false",
            "'\"maxCost\":{\"amount\":\"0.01\",\"currency\":\"EUR\"}',true",
            "'\"maxCost\":{\"amount\":\"0.009\",\"currency\":\"EUR\"}',false",
            "'\"maxCost\":{\"amount\":\"1\",\"currency\":\"USD\"}',false"
        })
        void holdsTheCeilings(String ceiling, boolean passed) {
            AgentDefinition.Evaluation suite = suite(5, ceiling);

            assertThat(Gate.decide(suite, but("1", suite), null).passed()).isEqualTo(passed);
        }
    }

    @Nested
    class GivenAnActiveVersion {
        @Test
        void letsASmallSuiteGoOnThatLostNothing() {
            AgentDefinition.Evaluation suite = suite(5, "");

            Report report = Gate.decide(suite, but("2", suite), but("1", suite));

            assertThat(report.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
            assertThat(report.passed()).isTrue();
            assertThat(report.headline())
                    .isEqualTo("Version 2 may go on: everything that version 1 can do, it can too. 6 cases are too few"
                            + " to say more.");
        }

        @Test
        void stopsASmallSuiteThatLostACaseAndSaysWhatWasSaidBeforeAndNow() {
            AgentDefinition.Evaluation suite = suite(5, "");

            Report report = Gate.decide(suite, but("2", suite, "c3"), but("1", suite));

            assertThat(report.passed()).isFalse();
            assertThat(report.headline())
                    .isEqualTo("Version 2 does not go live. On these cases it did worse than version 1: 1 case that"
                            + " passed before fails.");
            assertThat(report.reasons())
                    .containsExactly("Asked “ask 3”, version 1 said “good c3”. Version 2 says “bad c3”. The answer"
                            + " lacks x.");
        }

        @Test
        void weighsALossAgainstAGain() {
            AgentDefinition.Evaluation suite = suite(5, "");

            Report report = Gate.decide(suite, but("2", suite, "c3"), but("1", suite, "c4"));

            assertThat(report.passed()).isTrue();
            assertThat(report.reasons()).hasSize(1);
        }

        @Test
        void stopsASmallSuiteWhoseAuthorAsksForCertainty() {
            AgentDefinition.Evaluation suite = suite(5, "\"comparison\":{\"conclusive\":true}");

            Report report = Gate.decide(suite, but("2", suite), but("1", suite));

            assertThat(report.passed()).isFalse();
            assertThat(report.headline()).contains("6 cases are too few to tell");
        }

        @Test
        void isWorseWhenACriticalCasePassedBefore() {
            AgentDefinition.Evaluation suite = suite(5, "");

            Report report = Gate.decide(suite, but("2", suite, "r"), but("1", suite));

            assertThat(report.verdict()).isEqualTo(Verdict.WORSE);
            assertThat(report.passed()).isFalse();
        }

        @ParameterizedTest
        @CsvSource({
            "0,0,NO_WORSE",
            "0,5,NO_WORSE",
            "0,6,BETTER",
            "5,0,NOT_ENOUGH_DATA",
            "6,0,WORSE",
            "1,8,BETTER",
            "8,1,WORSE",
            "4,4,NOT_ENOUGH_DATA"
        })
        void isJudgedByExactMcNemarAndTheMargin(int lost, int gained, Verdict verdict) {
            assertThat(verdict(suite(199, ""), lost, gained)).isEqualTo(verdict);
        }

        @Test
        void isNoWorseWithinAWiderMargin() {
            assertThat(verdict(suite(199, "\"comparison\":{\"margin\":0.1}"), 4, 4))
                    .isEqualTo(Verdict.NO_WORSE);
        }
    }

    @Nested
    class GivenNumbersFromElsewhere {
        @Test
        void agreesWithWilson() {
            // 90 of 100, as in Wilson's interval of Wikipedia's and R's (prop.test without correction).
            Share share = Share.of(90, 100);

            assertThat(share.low()).isCloseTo(0.8256, org.assertj.core.data.Offset.offset(0.0001));
            assertThat(share.high()).isCloseTo(0.9448, org.assertj.core.data.Offset.offset(0.0001));
        }

        @Test
        void agreesWithMcNemarByHand() {
            // Nine changed, one of them for the better: 2 * (1 + 9) / 2^9.
            assertThat(new Paired(50, 1, 8, 3).p()).isCloseTo(20.0 / 512, org.assertj.core.data.Offset.offset(1e-12));
        }

        @Test
        void hasAnIntervalThatTurnsWithTheSides() {
            double[] one = new Paired(60, 7, 3, 30).interval();
            double[] other = new Paired(60, 3, 7, 30).interval();

            assertThat(one[0]).isLessThan(0.04).isCloseTo(-other[1], org.assertj.core.data.Offset.offset(1e-12));
            assertThat(one[1]).isGreaterThan(0.04);
        }

        @Test
        void isWilsonsOwnWhereNothingChanged() {
            // With no failures at all the interval reaches as far down as Wilson's does from 1.
            assertThat(new Paired(100, 0, 0, 0).interval()[0])
                    .isCloseTo(Share.of(100, 100).low() - 1, org.assertj.core.data.Offset.offset(1e-12));
        }
    }

    @Nested
    class GivenOneVersionOnBothTiers {
        private static TierAdvice advice(String[] fastFails, String... deepFails) {
            AgentDefinition.Evaluation suite = suite(4, "\"passRate\":0.5");
            Report report = TierAdvice.in(
                    Gate.decide(suite, but("3 on fast", suite, fastFails), but("3 on deep", suite, deepFails)));
            assertThat(report.headline())
                    .isEqualTo(java.util.Objects.requireNonNull(report.tier()).sentence());
            return report.tier();
        }

        @Test
        void proposesFastWhereItIsEnough() {
            TierAdvice advice = advice(new String[] {});

            assertThat(advice.proposed()).isEqualTo("fast");
            assertThat(advice.sentence())
                    .isEqualTo(
                            "Fast is enough: 5 of 5 cases pass on fast and 5 on deep. So few cases leave it open."
                                    + " 1,000 runs cost 10 EUR on fast and 10 EUR on deep. Nine of ten runs end within 2.0 seconds on fast and 2.0 on deep.");
        }

        @Test
        void proposesDeepWhereFastLosesCases() {
            TierAdvice advice = advice(new String[] {"c0", "c1"});

            assertThat(advice.proposed()).isEqualTo("deep");
            assertThat(advice.sentence()).startsWith("Deep is worth it: 3 of 5 cases pass on fast and 5 on deep.");
        }

        @Test
        void proposesFastWhereDeepDoesNoBetter() {
            TierAdvice advice = advice(new String[] {"c0", "c1", "c2"}, "c0", "c1", "c2");

            assertThat(advice.proposed()).isEqualTo("fast");
            assertThat(advice.sentence())
                    .startsWith("Deep does no better, and fast not well: 2 of 5 cases pass on fast");
        }
    }

    @Nested
    class GivenAJudge {
        private Report decided(boolean counts) {
            AgentDefinition.Evaluation suite = suite(1, "");
            return Gate.decide(
                    suite, new Gate.Answers("2", List.of(run("r", 1, true, "0.01", 2), judged("c0", counts))), null);
        }

        @Test
        void keepsNothingBackAsAdviceAndSaysSo() {
            Report report = decided(false);

            assertThat(report.passed()).isTrue();
            assertThat(report.reasons())
                    .contains(
                            "The judge polite says yes to 0 of 1 answers, no to 1, and is undecided on 0. So it stands.");
            assertThat(report.cases().getLast().judged()).hasSize(1);
        }

        @Test
        void keepsAVersionBackWhereItCounts() {
            Report report = decided(true);

            assertThat(report.passed()).isFalse();
            assertThat(report.cases().getLast().reason()).isEqualTo("It is blunt.");
        }
    }
}
