package io.tandem.registry.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.events.AgentUse;
import io.tandem.events.AgentUse.Figure;
import io.tandem.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftTest {
    @Test
    void isTheShareOfCallsThatGoElsewhere() {
        Drift drift =
                drift(Map.of("database/query", 80, "mail/send", 20), Map.of("database/query", 10, "mail/send", 30));

        assertThat(drift.share()).isCloseTo(0.55, within(1e-9));
        assertThat(drift.tool()).isEqualTo("mail/send");
    }

    @Test
    void isNoneForTheSameMix() {
        assertThat(drift(Map.of("a", 40, "b", 40), Map.of("a", 10, "b", 10)).share())
                .isZero();
    }

    @Test
    void saysNothingOfFewCalls() {
        assertThat(drift(Map.of("a", 19), Map.of("b", 500)).share()).isZero();
        assertThat(drift(Map.of("a", 500), Map.of("b", 19)).share()).isZero();
    }

    /// `docs/how-to/keep-agents-in-order.md` states this figure.
    @Test
    void takesChanceForDriftInNoneOfTenThousandWeeks() {
        Random random = new Random(4);
        int alarms = 0;
        for (int i = 0; i < 10_000; i++) {
            List<Double> mix = List.of(0.1 + random.nextDouble(), random.nextDouble(), random.nextDouble());
            if (drift(calls(mix, 100, random), calls(mix, 20, random)).share() >= 0.5) {
                alarms++;
            }
        }
        assertThat(alarms).isZero();
    }

    private static List<String> sentences(AgentUse.Shift ofScored, AgentUse.Shift... shifts) {
        AgentUse.Manner manner = new AgentUse.Manner("3", 50, 40, List.of(shifts));
        AgentUse.Manner scored = new AgentUse.Manner("3", 50, 20, List.of(ofScored));
        Money cost = new Money(new BigDecimal("1.20"), "EUR");
        AgentUse use = new AgentUse(
                1, "clerk", "sales", Instant.EPOCH, 1, cost, Map.of(), Map.of(), manner, scored, Instant.EPOCH);
        return Drift.sentences(use, 0.5);
    }

    @Test
    void saysWhichFigureMovedAndByHowMuch() {
        assertThat(sentences(
                        new AgentUse.Shift(Figure.FELL_SHORT, 0.04, 0.50, 0.0001),
                        new AgentUse.Shift(Figure.FAILED, 0.02, 0.30, 0.0001),
                        new AgentUse.Shift(Figure.COST, 0.012, 0.0251, 0.0001),
                        new AgentUse.Shift(Figure.LENGTH, 300, 100, 0.0001)))
                .containsExactly(
                        "30 % of its runs fail, not 2 % (newest 40 and first 50 runs of version 3).",
                        "A run costs 0.025, not 0.012 EUR (newest 40 and first 50 runs of version 3).",
                        "Models write 100, not 300 tokens a run (newest 40 and first 50 runs of version 3).",
                        "50 % of its scored runs fall short of a check, not 4 % (newest 20 and first 50 runs of version"
                                + " 3).");
    }

    @Test
    void saysNothingOfWhatChanceMayDoOrOfWhatIsSmall() {
        assertThat(sentences(
                        new AgentUse.Shift(Figure.FELL_SHORT, 0.04, 0.50, 0.01),
                        new AgentUse.Shift(Figure.FAILED, 0.02, 0.30, 0.01),
                        new AgentUse.Shift(Figure.REFUSED, 0.00, 0.09, 0.0001),
                        new AgentUse.Shift(Figure.SECONDS, 2, 2.9, 0.0001)))
                .isEmpty();
    }

    private static Map<String, Integer> calls(List<Double> mix, int count, Random random) {
        double all = mix.stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Integer> calls = new HashMap<>();
        for (int i = 0; i < count; i++) {
            double at = random.nextDouble() * all;
            int tool = 0;
            while (tool < mix.size() - 1 && at > mix.get(tool)) {
                at -= mix.get(tool);
                tool++;
            }
            calls.merge("tool" + tool, 1, Integer::sum);
        }
        return calls;
    }

    private static Drift drift(Map<String, Integer> then, Map<String, Integer> now) {
        return Drift.of(
                new AgentUse(1, "clerk", "sales", Instant.EPOCH, 1, null, then, now, null, null, Instant.EPOCH));
    }
}
