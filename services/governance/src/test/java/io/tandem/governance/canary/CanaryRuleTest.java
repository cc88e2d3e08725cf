package io.tandem.governance.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.events.CanaryStanding.Decision;
import io.tandem.events.Money;
import io.tandem.governance.verdict.Share;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanaryRuleTest {
    private static final int MINIMUM = 30;

    private static CanarySide side(String version, int runs, int wrong, String cost, double seconds) {
        return new CanarySide(
                version,
                Share.of(runs - wrong, runs),
                wrong,
                0,
                0,
                0,
                new Money(new BigDecimal(cost), "EUR"),
                seconds,
                Map.of(),
                Share.of(0, 0));
    }

    /// The same, with runs that were scored.
    private static CanarySide scored(CanarySide side, int scored, int fellShort) {
        return new CanarySide(
                side.version(),
                side.well(),
                0,
                0,
                0,
                0,
                side.cost(),
                side.seconds(),
                side.tools(),
                Share.of(scored - fellShort, scored));
    }

    private static CanarySide now(int runs, int wrong) {
        return side("3", runs, wrong, "0.01", 2);
    }

    private static CanarySide before(int runs, int wrong) {
        return side("2", runs, wrong, "0.01", 2);
    }

    private static CanaryRule.Said said(CanarySide now, CanarySide before) {
        return CanaryRule.decide(now, before, CanaryRule.looks(now.runs()), MINIMUM);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "4,0", "5,1", "9,1", "10,2", "19,2", "20,3", "40,4", "80,5"})
    void looksEachTimeTheRunsHaveDoubled(int runs, int looks) {
        assertThat(CanaryRule.looks(runs)).isEqualTo(looks);
    }

    @Nested
    class GivenRunsThatGoWrong {
        @Test
        void takesBackWhatFailsAtOnceWithoutWaitingForTheMinimum() {
            CanaryRule.Said said = said(now(5, 5), before(20, 1));

            assertThat(said.decision()).isEqualTo(Decision.ROLL_BACK);
            assertThat(said.sentence())
                    .isEqualTo(
                            "Version 3 was taken back: 5 of 5 runs went wrong (5 failed), against 1 of 20 with version"
                                    + " 2. Two versions that do equally well would differ so much about once in 8,855 times.");
        }

        @Test
        void waitsWhereChanceIsALikelyReason() {
            assertThat(said(now(10, 2), before(40, 2)).decision()).isEqualTo(Decision.WATCHING);
        }

        @Test
        void doesNotLookBetweenTwoLooks() {
            assertThat(CanaryRule.decide(now(7, 7), before(20, 0), 0, MINIMUM).decision())
                    .isEqualTo(Decision.WATCHING);
        }

        @Test
        void isNotReadyWhileMoreGoWrongThanWithTheOther() {
            CanaryRule.Said said = said(now(30, 3), before(100, 1));

            assertThat(said.decision()).isEqualTo(Decision.WATCHING);
            assertThat(said.sentence()).startsWith("More runs have to tell whether it is worse");
        }
    }

    @Nested
    class GivenEnoughRuns {
        @Test
        void isReadyWhereItDoesNoWorse() {
            CanaryRule.Said said = said(now(30, 0), before(100, 2));

            assertThat(said.decision()).isEqualTo(Decision.READY);
            assertThat(said.sentence())
                    .isEqualTo(
                            "Version 3 does no worse on real runs: 0 of 30 runs went wrong, against 2 of 100 with version 2.");
        }

        @Test
        void isNotReadyOneRunEarlier() {
            assertThat(said(now(29, 0), before(100, 2)).decision()).isEqualTo(Decision.WATCHING);
            assertThat(said(now(30, 0), before(29, 0)).decision()).isEqualTo(Decision.WATCHING);
        }

        @Test
        void takesBackWhatCostsHalfAsMuchAgain() {
            CanarySide before = before(100, 0);

            assertThat(said(side("3", 30, 0, "0.015", 2), before).decision()).isEqualTo(Decision.READY);
            assertThat(said(side("3", 30, 0, "0.016", 2), before).sentence())
                    .isEqualTo("Version 3 was taken back: a run costs 0.016 EUR on average, 1.6 times as much as with"
                            + " version 2 (0.01 EUR), and 1.5 times is allowed.");
        }

        @Test
        void takesBackWhatIsTwiceAsSlowAndASecondMore() {
            CanarySide quick = side("2", 100, 0, "0.01", 0.1);

            assertThat(said(side("3", 30, 0, "0.01", 0.9), quick).decision()).isEqualTo(Decision.READY);
            assertThat(said(side("3", 30, 0, "0.01", 4.1), before(100, 0)).decision())
                    .isEqualTo(Decision.ROLL_BACK);
        }
    }

    @Nested
    class GivenScoredRuns {
        @Test
        void countsWhatFellShortAmongWhatWentWrong() {
            CanaryRule.Said said = said(scored(now(5, 5), 5, 5), scored(before(20, 0), 20, 0));

            assertThat(said.decision()).isEqualTo(Decision.ROLL_BACK);
            assertThat(said.sentence()).contains("went wrong (5 fell short of a check)");
        }

        @Test
        void isNotReadyWhileMoreOfThemFallShort() {
            CanaryRule.Said said = said(scored(now(30, 1), 6, 1), scored(before(100, 1), 10, 1));

            assertThat(said.decision()).isEqualTo(Decision.WATCHING);
            assertThat(said.sentence())
                    .isEqualTo("More runs have to tell whether it is worse: 1 of 6 scored runs fell short of a check,"
                            + " against 1 of 10 with version 2.");
        }

        @Test
        void goesByNoHandfulOfScores() {
            assertThat(said(scored(now(30, 1), 4, 1), scored(before(100, 1), 10, 0))
                            .decision())
                    .isEqualTo(Decision.READY);
        }
    }

    @Nested
    class GivenVersionsThatDoEquallyWell {
        /// 2,000 canaries of 160 runs, a tenth of which go wrong on either side; each doubling is looked at.
        @Test
        void takesAtMostOneOfTwentyBack() {
            Random random = new Random(7);
            int back = 0;
            for (int canary = 0; canary < 2000; canary++) {
                back += takenBack(random) ? 1 : 0;
            }
            assertThat(back).isLessThanOrEqualTo(2000 / 20);
        }

        private boolean takenBack(Random random) {
            int wrong = 0;
            int wrongBefore = 0;
            for (int runs = 1; runs <= 160; runs++) {
                wrong += random.nextInt(10) == 0 ? 1 : 0;
                wrongBefore += random.nextInt(10) == 0 ? 1 : 0;
                int look = CanaryRule.looks(runs) > CanaryRule.looks(runs - 1) ? CanaryRule.looks(runs) : 0;
                CanaryRule.Said said = CanaryRule.decide(now(runs, wrong), before(runs, wrongBefore), look, MINIMUM);
                if (said.decision() == Decision.ROLL_BACK) {
                    return true;
                }
            }
            return false;
        }
    }
}
