package io.tandem.governance.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.events.AgentUse.Figure;
import io.tandem.events.AgentUse.Shift;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MannersTest {
    private static final double UNLIKELY = 0.001;

    private static List<Manners.Run> runs(int many, int failed, double cost) {
        List<Manners.Run> runs = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            runs.add(new Manners.Run(i < failed ? "FAILED" : "COMPLETED", cost + i % 5 * 0.001, 2, 100));
        }
        return runs;
    }

    private static Shift shift(Figure figure, List<Manners.Run> first, List<Manners.Run> newest) {
        return Manners.of("1", first, newest).shifts().stream()
                .filter(shift -> shift.figure() == figure)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysNothingBeforeThereAreRunsEnough() {
        assertThat(Manners.tells(50, 19)).isFalse();
        assertThat(Manners.tells(49, 0)).isFalse();
        assertThat(Manners.tells(50, 20)).isTrue();
    }

    @Test
    void findsMoreFailures() {
        Shift failed = shift(Figure.FAILED, runs(50, 1, 0.01), runs(40, 16, 0.01));

        assertThat(failed.then()).isEqualTo(0.02);
        assertThat(failed.now()).isEqualTo(0.4);
        assertThat(failed.chance()).isLessThan(UNLIKELY);
    }

    @Test
    void findsMoreScoredRunsThatFellShort() {
        List<Boolean> first = Collections.nCopies(50, false);
        List<Boolean> newest = new ArrayList<>(Collections.nCopies(20, true));
        newest.addAll(Collections.nCopies(20, false));

        Shift fellShort = Manners.scored("1", first, newest).shifts().getFirst();

        assertThat(fellShort.figure()).isEqualTo(Figure.FELL_SHORT);
        assertThat(fellShort.now()).isEqualTo(0.5);
        assertThat(fellShort.chance()).isLessThan(UNLIKELY);
    }

    @Test
    void findsAHigherCostByTheMiddleRun() {
        Shift cost = shift(Figure.COST, runs(50, 0, 0.01), runs(50, 0, 0.03));

        assertThat(cost.then()).isCloseTo(0.012, within(1e-9));
        assertThat(cost.now()).isCloseTo(0.032, within(1e-9));
        assertThat(cost.chance()).isLessThan(UNLIKELY);
    }

    @Test
    void findsNothingInWhatIsAlwaysTheSame() {
        assertThat(Manners.of("1", runs(50, 0, 0), runs(50, 0, 0)).shifts())
                .allMatch(shift -> shift.figure() == Figure.COST || shift.chance() == 1);
    }

    /// `docs/how-to/keep-agents-in-order.md` states this figure.
    @Test
    void takesChanceForAShiftInFewOfAThousandAgents() {
        Random random = new Random(11);
        int alarms = 0;
        for (int agent = 0; agent < 1000; agent++) {
            double failing = random.nextDouble() / 2;
            boolean unlikely = Manners.of("1", drawn(50, failing, random), drawn(50, failing, random)).shifts().stream()
                    .anyMatch(shift -> shift.chance() <= UNLIKELY);
            alarms += unlikely ? 1 : 0;
        }
        assertThat(alarms).isEqualTo(2);
    }

    /// Runs whose cost, time and length are spread widely, as they are.
    private static List<Manners.Run> drawn(int many, double failing, Random random) {
        List<Manners.Run> runs = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            runs.add(new Manners.Run(
                    random.nextDouble() < failing ? "FAILED" : "COMPLETED",
                    Math.exp(random.nextGaussian()),
                    Math.exp(random.nextGaussian()),
                    Math.exp(random.nextGaussian())));
        }
        return runs;
    }
}
