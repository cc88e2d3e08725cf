package io.tandem.governance.verdict;

import org.apache.commons.statistics.inference.BinomialTest;

/// Two versions on the same cases. Cases are what is counted, not runs: runs of one case are not independent.
///
/// @param both cases that pass with both
/// @param gained cases that pass with the new version only
/// @param lost cases that pass with the active version only
/// @param neither cases that pass with none
record Paired(int both, int gained, int lost, int neither) {

    int cases() {
        return both + gained + lost + neither;
    }

    /// Share of passed cases of the new version less that of the active one, -1 to 1.
    double difference() {
        return cases() == 0 ? 0 : (double) (gained - lost) / cases();
    }

    /// McNemar's exact test, two-sided: how likely so uneven a split is where each case that changed could as well have
    /// changed the other way.
    double p() {
        int changed = gained + lost;
        return changed == 0
                ? 1
                : BinomialTest.withDefaults().test(changed, gained, 0.5).getPValue();
    }

    /// The 95 % interval of the difference: Newcombe's hybrid score interval for paired shares (Statistics in Medicine
    /// 17, 1998, pages 2635 to 2650, method 10). No library at hand has it; it is made of Wilson's.
    double[] interval() {
        Share now = Share.of(both + gained, cases());
        Share before = Share.of(both + lost, cases());
        double phi = phi();
        double difference = difference();
        double nowDown = now.rate() - now.low();
        double nowUp = now.high() - now.rate();
        double beforeDown = before.rate() - before.low();
        double beforeUp = before.high() - before.rate();
        return new double[] {
            Math.max(-1, difference - distance(nowDown, beforeUp, phi)),
            Math.min(1, difference + distance(nowUp, beforeDown, phi))
        };
    }

    private static double distance(double a, double b, double phi) {
        return Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
    }

    /// How much the two go together, corrected for continuity as in method 10.
    private double phi() {
        double margins = (double) (both + gained) * (lost + neither) * (both + lost) * (gained + neither);
        if (margins == 0) {
            return 0;
        }
        double product = (double) both * neither - (double) gained * lost;
        double corrected = product > 0 ? Math.max(product - cases() / 2.0, 0) : product;
        return corrected / Math.sqrt(margins);
    }
}
