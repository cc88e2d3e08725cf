package io.tandem.governance.worth;

import io.tandem.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Time saved by accepted results at each agent's rate, less what models and tools cost.
final class Reckoning {
    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);
    private static final int CENTS = 2;
    private static final int SCALE = 8;

    private Reckoning() {}

    /// @param by what a line is of
    static Worth of(
            List<WorthRows.Counted> counted,
            Map<String, Assumption> assumptions,
            Function<WorthRows.Counted, String> by) {
        Map<String, List<WorthRows.Counted>> lines =
                counted.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
        List<Worth.Line> items = new ArrayList<>();
        lines.forEach((key, rows) -> items.add(line(key, rows, assumptions)));
        List<String> agents = counted.stream()
                .map(WorthRows.Counted::agent)
                .distinct()
                .sorted()
                .toList();
        List<String> missing = counted.stream()
                .filter(row -> row.accepted() > 0 && !assumptions.containsKey(row.agent()))
                .map(WorthRows.Counted::agent)
                .distinct()
                .sorted()
                .toList();
        return new Worth(
                items,
                agents.stream()
                        .map(assumptions::get)
                        .flatMap(Stream::ofNullable)
                        .toList(),
                missing);
    }

    private static Worth.Line line(String key, List<WorthRows.Counted> rows, Map<String, Assumption> assumptions) {
        int tasks = 0;
        int accepted = 0;
        int rejected = 0;
        double minutes = 0;
        Sum saved = new Sum();
        Sum cost = new Sum();
        for (WorthRows.Counted row : rows) {
            tasks += row.tasks();
            accepted += row.accepted();
            rejected += row.rejected();
            cost.add(row.cost());
            Assumption assumption = assumptions.get(row.agent());
            if (assumption != null) {
                minutes += row.accepted() * assumption.minutesSaved();
                saved.add(worthOf(row.accepted() * assumption.minutesSaved(), assumption.hourlyRate()));
                Money call = assumption.callCost();
                cost.add(new Money(call.amount().multiply(BigDecimal.valueOf(row.calls())), call.currency()));
            }
        }
        Money won = saved.money();
        Money spent = cost.money();
        return new Worth.Line(key, tasks, accepted, rejected, minutes, won, spent, less(won, spent, cost));
    }

    private static Money worthOf(double minutes, Money rate) {
        BigDecimal amount =
                rate.amount().multiply(BigDecimal.valueOf(minutes)).divide(MINUTES, SCALE, RoundingMode.HALF_UP);
        return new Money(amount.setScale(CENTS, RoundingMode.HALF_UP), rate.currency());
    }

    private static @Nullable Money less(@Nullable Money saved, @Nullable Money cost, Sum spent) {
        if (saved == null || spent.mixed) {
            return null;
        }
        if (cost == null || cost.amount().signum() == 0) {
            return saved;
        }
        return cost.currency().equals(saved.currency())
                ? new Money(saved.amount().subtract(cost.amount()), saved.currency())
                : null;
    }

    /// A sum of one currency; two of them make none. Nothing costs nothing in any currency.
    private static final class Sum {
        private @Nullable Money sum;
        private boolean mixed;

        void add(@Nullable Money more) {
            if (more == null || (sum != null && more.amount().signum() == 0)) {
                return;
            }
            Money known = sum;
            if (known == null || known.amount().signum() == 0) {
                sum = more;
            } else if (known.currency().equals(more.currency())) {
                sum = known.plus(more);
            } else {
                mixed = true;
            }
        }

        @Nullable
        Money money() {
            return mixed ? null : sum;
        }
    }
}
