package io.tandem.governance.use;

import io.tandem.events.AgentUse.Figure;
import io.tandem.events.AgentUse.Manner;
import io.tandem.events.AgentUse.Shift;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/// How a version does now beside how it did at first: shares by Fisher's exact test, amounts by the test of Mann and
/// Whitney, which asks for no shape of what is compared.
final class Manners {
    /// The first so many runs of a version are what it is compared with.
    static final int FIRST = 50;

    /// The newest so many runs after those are compared.
    static final int NEWEST = 50;

    private static final int FEWEST = 20;

    private Manners() {}

    /// A run that ended.
    ///
    /// @param written tokens that models wrote
    record Run(String state, double cost, double seconds, double written) {}

    /// Whether there are enough runs to say anything.
    static boolean tells(int first, int newest) {
        return first == FIRST && newest >= FEWEST;
    }

    static Manner of(String version, List<Run> first, List<Run> newest) {
        return new Manner(
                version,
                first.size(),
                newest.size(),
                List.of(
                        share(Figure.FAILED, first, newest, run -> run.state().equals("FAILED")),
                        share(Figure.REFUSED, first, newest, run -> run.state().equals("REJECTED")),
                        amount(Figure.COST, first, newest, Run::cost),
                        amount(Figure.SECONDS, first, newest, Run::seconds),
                        amount(Figure.LENGTH, first, newest, Run::written)));
    }

    /// The same of runs that were scored.
    ///
    /// @param first whether each fell short of a check
    static Manner scored(String version, List<Boolean> first, List<Boolean> newest) {
        return new Manner(
                version,
                first.size(),
                newest.size(),
                List.of(share(Figure.FELL_SHORT, first, newest, fellShort -> fellShort)));
    }

    private static <T> Shift share(Figure figure, List<T> first, List<T> newest, Predicate<T> counts) {
        int then = (int) first.stream().filter(counts).count();
        int now = (int) newest.stream().filter(counts).count();
        double chance = then + now == 0 || then + now == first.size() + newest.size()
                ? 1
                : FisherExactTest.withDefaults()
                        .test(new int[][] {{then, first.size() - then}, {now, newest.size() - now}})
                        .getPValue();
        return new Shift(figure, (double) then / first.size(), (double) now / newest.size(), chance);
    }

    private static Shift amount(Figure figure, List<Run> first, List<Run> newest, ToDoubleFunction<Run> of) {
        double[] then = first.stream().mapToDouble(of).toArray();
        double[] now = newest.stream().mapToDouble(of).toArray();
        boolean same = Arrays.stream(then).allMatch(value -> value == then[0])
                && Arrays.stream(now).allMatch(value -> value == then[0]);
        double chance =
                same ? 1 : MannWhitneyUTest.withDefaults().test(then, now).getPValue();
        return new Shift(figure, middle(then), middle(now), chance);
    }

    /// The upper one of two middle values.
    private static double middle(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
