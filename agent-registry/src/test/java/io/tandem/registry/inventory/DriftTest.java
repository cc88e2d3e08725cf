package io.tandem.registry.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.events.AgentUse;
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
        return Drift.of(new AgentUse(1, "clerk", "sales", Instant.EPOCH, 1, null, then, now, Instant.EPOCH));
    }
}
