package io.tandem.governance.worth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReckoningTest {
    private static final Assumption CLERK =
            new Assumption("clerk", 15, eur("40"), eur("0.10"), "person:builder", Instant.EPOCH);

    private static Money eur(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    private static WorthRows.Counted row(String agent, String month, int accepted, String cost, int calls) {
        return new WorthRows.Counted(agent, "sales", month, 10, accepted, 1, eur(cost), calls);
    }

    @Test
    void isTimeSavedAtTheRateLessModelsAndTools() {
        Worth worth = Reckoning.of(
                List.of(row("clerk", "2026-01", 2, "1.50", 20)), Map.of("clerk", CLERK), WorthRows.Counted::agent);

        Worth.Line line = worth.items().getFirst();
        assertThat(line.minutesSaved()).isEqualTo(30);
        assertThat(line.saved()).isEqualTo(eur("20.00"));
        assertThat(line.cost()).isEqualTo(eur("3.50"));
        assertThat(line.worth()).isEqualTo(eur("16.50"));
    }

    @Test
    void countsNothingThatNobodyAcceptedAndStillTheCost() {
        Worth worth = Reckoning.of(
                List.of(row("clerk", "2026-01", 0, "1.50", 0)), Map.of("clerk", CLERK), WorthRows.Counted::agent);

        assertThat(worth.items().getFirst().worth()).isEqualTo(eur("-1.50"));
    }

    @Test
    void countsNothingWithoutAnAssumptionAndSaysWhoseIsMissing() {
        Worth worth = Reckoning.of(List.of(row("clerk", "2026-01", 2, "1.50", 0)), Map.of(), WorthRows.Counted::agent);

        assertThat(worth.items().getFirst().worth()).isNull();
        assertThat(worth.missing()).containsExactly("clerk");
    }

    @Test
    void sumsAgentsOfATeam() {
        Worth worth = Reckoning.of(
                List.of(
                        row("clerk", "2026-01", 2, "1", 0),
                        row("clerk", "2026-02", 2, "1", 0),
                        row("other", "2026-02", 0, "3", 0)),
                Map.of("clerk", CLERK),
                WorthRows.Counted::team);

        assertThat(worth.items()).singleElement().satisfies(line -> {
            assertThat(line.key()).isEqualTo("sales");
            assertThat(line.tasks()).isEqualTo(30);
            assertThat(line.worth()).isEqualTo(eur("35.00"));
        });
    }

    @Test
    void addsNoTwoCurrencies() {
        WorthRows.Counted dollars =
                new WorthRows.Counted("other", "sales", "2026-01", 1, 0, 0, new Money(BigDecimal.ONE, "USD"), 0);

        Worth worth = Reckoning.of(
                List.of(row("clerk", "2026-01", 2, "1", 0), dollars), Map.of("clerk", CLERK), WorthRows.Counted::team);

        assertThat(worth.items().getFirst().cost()).isNull();
        assertThat(worth.items().getFirst().worth()).isNull();
    }
}
