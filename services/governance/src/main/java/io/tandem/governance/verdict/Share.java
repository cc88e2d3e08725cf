package io.tandem.governance.verdict;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/// How many of some passed, with the 95 % interval of Wilson.
///
/// @param low of the interval, 0 to 1
/// @param high of the interval
public record Share(int passed, int of, double low, double high) {
    static final double ERROR_RATE = 0.05;

    public static Share of(int passed, int of) {
        if (of == 0) {
            return new Share(0, 0, 0, 1);
        }
        Interval interval = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(of, passed, ERROR_RATE);
        return new Share(passed, of, interval.getLowerBound(), interval.getUpperBound());
    }

    double rate() {
        return of == 0 ? 1 : (double) passed / of;
    }
}
