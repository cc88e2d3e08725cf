package io.tandem.registry.inventory;

import io.tandem.events.AgentUse;
import io.tandem.events.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How far an agent has moved from what it was.
///
/// Its mix of tools: the share of calls that would have to go to another tool for the last 7 days to look like the
/// first 28 (total variation distance). It knows nothing of what is asked, and an agent without tools never drifts by
/// it.
///
/// And how it does: the newest runs of its active version beside the first, where the difference is both unlikely by
/// chance and large enough to matter.
///
/// @param share 0 to 1; 0 while there are fewer than 20 calls on either side
/// @param tool whose share grew most
record Drift(double share, String tool) {
    private static final double UNLIKELY = 0.001;
    private static final double POINTS = 0.1;
    private static final double TIMES = 1.5;
    private static final int FEWEST_CALLS = 20;

    static Drift of(AgentUse use) {
        Map<String, Integer> then = use.toolsThen();
        Map<String, Integer> now = use.toolsNow();
        double before = sum(then);
        double after = sum(now);
        if (before < FEWEST_CALLS || after < FEWEST_CALLS) {
            return new Drift(0, "");
        }
        TreeSet<String> tools = new TreeSet<>(then.keySet());
        tools.addAll(now.keySet());
        double share = tools.stream()
                .mapToDouble(tool -> Math.max(0, growth(tool, then, before, now, after)))
                .sum();
        String grown = tools.stream()
                .max(Comparator.comparingDouble(tool -> growth(tool, then, before, now, after)))
                .orElse("");
        return new Drift(share, grown);
    }

    /// What has moved, in sentences.
    ///
    /// @param mix from which share on the mix of tools counts
    static List<String> sentences(AgentUse use, double mix) {
        List<String> said = new ArrayList<>();
        Drift drift = of(use);
        if (drift.share() >= mix) {
            said.add(Math.round(drift.share() * 100)
                    + " % of its calls in the last 7 days go to other tools than in its first 28 days, most of them to "
                    + drift.tool() + ".");
        }
        Stream.of(use.manner(), use.scored())
                .filter(Objects::nonNull)
                .flatMap(manner -> manner.shifts().stream()
                        .filter(Drift::matters)
                        .map(shift -> sentence(shift, manner, use.cost())))
                .forEach(said::add);
        return said;
    }

    private static boolean matters(AgentUse.Shift shift) {
        if (shift.chance() > UNLIKELY) {
            return false;
        }
        return switch (shift.figure()) {
            case FAILED, REFUSED, FELL_SHORT -> Math.abs(shift.now() - shift.then()) >= POINTS;
            case COST, SECONDS, LENGTH -> shift.now() >= shift.then() * TIMES || shift.now() <= shift.then() / TIMES;
        };
    }

    private static String sentence(AgentUse.Shift shift, AgentUse.Manner manner, @Nullable Money cost) {
        String currency = cost == null ? "" : " " + cost.currency();
        String what =
                switch (shift.figure()) {
                    case FAILED -> percent(shift.now()) + " of its runs fail, not " + percent(shift.then());
                    case REFUSED -> "It refuses " + percent(shift.now()) + " of its runs, not " + percent(shift.then());
                    case FELL_SHORT ->
                        percent(shift.now()) + " of its scored runs fall short of a check, not "
                                + percent(shift.then());
                    case COST -> "A run costs " + number(shift.now()) + ", not " + number(shift.then()) + currency;
                    case SECONDS -> "A run takes " + number(shift.now()) + ", not " + number(shift.then()) + " seconds";
                    case LENGTH ->
                        "Models write " + number(shift.now()) + ", not " + number(shift.then()) + " tokens a run";
                };
        return what + " (newest " + manner.runsNow() + " and first " + manner.runsThen() + " runs of version "
                + manner.version() + ").";
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(2))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static double growth(
            String tool, Map<String, Integer> then, double before, Map<String, Integer> now, double after) {
        return now.getOrDefault(tool, 0) / after - then.getOrDefault(tool, 0) / before;
    }

    private static int sum(Map<String, Integer> calls) {
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }
}
