package io.tandem.governance.verdict;

import io.tandem.events.AgentDefinition;
import io.tandem.events.Money;
import io.tandem.governance.check.Evidence;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The runs of one version, counted.
///
/// @param repeat how often each case was to run; a run that is missing did not pass
record Tally(String version, int repeat, List<AgentDefinition.Case> suite, List<Evidence> runs) {
    private static final double MOST_RUNS = 0.9;
    private static final int SCALE = 8;

    Tally {
        suite = List.copyOf(suite);
        runs = List.copyOf(runs);
    }

    List<Evidence> of(AgentDefinition.Case tried) {
        return runs.stream().filter(run -> run.caseId().equals(tried.id())).toList();
    }

    int passedRuns(AgentDefinition.Case tried) {
        return (int) of(tried).stream().filter(Evidence::passed).count();
    }

    /// Whether each run of the case passed.
    boolean passed(AgentDefinition.Case tried) {
        return passedRuns(tried) == repeat;
    }

    /// What people should look at: the first run that failed, else the first.
    @Nullable
    Evidence shown(AgentDefinition.Case tried) {
        List<Evidence> all = of(tried);
        return all.stream().filter(run -> !run.passed()).findFirst().orElse(all.isEmpty() ? null : all.getFirst());
    }

    Report.Side side() {
        int cases = (int) suite.stream().filter(this::passed).count();
        int passed = suite.stream().mapToInt(this::passedRuns).sum();
        return new Report.Side(
                version,
                Share.of(cases, suite.size()),
                Share.of(passed, Math.max(passed, suite.size() * repeat)),
                seconds(),
                cost());
    }

    /// Within which nine of ten runs ended (nearest rank).
    double seconds() {
        double[] sorted = runs.stream().mapToDouble(Evidence::seconds).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(sorted.length * MOST_RUNS) - 1];
    }

    /// Of one run on average; null if there is none or currencies differ.
    @Nullable
    Money cost() {
        Money sum = null;
        for (Evidence run : runs) {
            Money cost = run.cost();
            if (cost != null) {
                if (sum != null && !sum.currency().equals(cost.currency())) {
                    return null;
                }
                sum = sum == null ? cost : sum.plus(cost);
            }
        }
        return sum == null
                ? null
                : new Money(
                        sum.amount().divide(BigDecimal.valueOf(runs.size()), SCALE, RoundingMode.HALF_UP),
                        sum.currency());
    }
}
