package io.tandem.governance.canary;

import io.tandem.events.CanaryStanding.Decision;
import io.tandem.events.Money;
import io.tandem.governance.verdict.Wording;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.FisherExactTest;

/// What is said of a canary. `docs/reference/evaluation.md` tells it to people.
///
/// Runs that went wrong are compared by Fisher's exact test, one-sided. Who looks often finds something by chance, so
/// there is a look after 5, 10, 20, 40, … runs, and the k-th goes by 0.05 / (k (k + 1)): over all looks at most 5 % of
/// the versions that are no worse are taken back for it.
final class CanaryRule {
    private static final int FIRST_LOOK = 5;
    private static final double ERROR_RATE = 0.05;
    private static final double MARGIN = 0.05;
    private static final double DEARER = 1.5;
    private static final double SLOWER = 2;
    private static final double SLOWER_BY_SECONDS = 1;
    private static final double ONE_IN_A_MILLION = 1e-6;

    private CanaryRule() {}

    /// @param sentence why, for people
    record Said(Decision decision, String sentence) {}

    /// How many looks are due after that many runs.
    static int looks(int runs) {
        return runs < FIRST_LOOK ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(runs / FIRST_LOOK);
    }

    /// @param look the number of the look that is due now, 0 if none is
    /// @param minimumRuns of each version before anything is said for the new one
    static Said decide(CanarySide now, CanarySide before, int look, int minimumRuns) {
        if (look > 0) {
            double p = chance(now, before);
            if (p <= ERROR_RATE / (look * (look + 1.0))) {
                return back(now, "%s, %s. %s".formatted(wrong(now), against(before), seldom(p)));
            }
        }
        if (now.runs() < minimumRuns || before.runs() < minimumRuns) {
            return new Said(
                    Decision.WATCHING,
                    "%d of %d runs so far, %d of version %s: too few to say that it is no worse."
                            .formatted(now.runs(), minimumRuns, before.runs(), before.version()));
        }
        Optional<Said> ceiling = dearer(now, before).or(() -> slower(now, before));
        if (ceiling.isPresent()) {
            return ceiling.get();
        }
        if (now.scored().of() >= FIRST_LOOK
                && before.scored().of() >= FIRST_LOOK
                && now.fellShortShare() - before.fellShortShare() > MARGIN) {
            return new Said(
                    Decision.WATCHING,
                    "More runs have to tell whether it is worse: %d of %d scored runs fell short of a check, against %d of %d with version %s."
                            .formatted(
                                    now.fellShort(),
                                    now.scored().of(),
                                    before.fellShort(),
                                    before.scored().of(),
                                    before.version()));
        }
        String shares = wrong(now) + ", " + against(before) + ".";
        return now.wrongShare() - before.wrongShare() > MARGIN
                ? new Said(Decision.WATCHING, "More runs have to tell whether it is worse: " + shares)
                : new Said(Decision.READY, "Version " + now.version() + " does no worse on real runs: " + shares);
    }

    /// How likely at least so many of the runs that went wrong are the new version's, where both do equally well.
    private static double chance(CanarySide now, CanarySide before) {
        int[][] table = {{now.wrong(), now.runs() - now.wrong()}, {before.wrong(), before.runs() - before.wrong()}};
        return now.wrong() == 0 || before.runs() == 0
                ? 1
                : FisherExactTest.withDefaults()
                        .with(AlternativeHypothesis.GREATER_THAN)
                        .test(table)
                        .getPValue();
    }

    private static Optional<Said> dearer(CanarySide now, CanarySide before) {
        Money cost = now.cost();
        Money usual = before.cost();
        if (cost == null
                || usual == null
                || !cost.currency().equals(usual.currency())
                || usual.amount().signum() == 0) {
            return Optional.empty();
        }
        double times = cost.amount().doubleValue() / usual.amount().doubleValue();
        return times <= DEARER
                ? Optional.empty()
                : Optional.of(back(
                        now,
                        "a run costs %s on average, %.1f times as much as with version %s (%s), and %.1f times is allowed."
                                .formatted(
                                        Wording.money(cost), times, before.version(), Wording.money(usual), DEARER)));
    }

    private static Optional<Said> slower(CanarySide now, CanarySide before) {
        return now.seconds() <= before.seconds() * SLOWER || now.seconds() - before.seconds() < SLOWER_BY_SECONDS
                ? Optional.empty()
                : Optional.of(back(
                        now,
                        "half of its runs take longer than %.1f seconds, and %.1f with version %s; %.0f times is allowed."
                                .formatted(now.seconds(), before.seconds(), before.version(), SLOWER)));
    }

    private static Said back(CanarySide now, String why) {
        return new Said(Decision.ROLL_BACK, "Version " + now.version() + " was taken back: " + why);
    }

    private static String wrong(CanarySide side) {
        String parts = Stream.of(
                        part(side.failed(), "failed"),
                        part(side.refused(), "refused"),
                        part(side.disliked(), "rejected by people"),
                        part(side.fellShort(), "fell short of a check"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return "%d of %d runs went wrong%s"
                .formatted(side.wrong(), side.runs(), parts.isEmpty() ? "" : " (" + parts + ")");
    }

    private static String part(int runs, String what) {
        return runs == 0 ? "" : runs + " " + what;
    }

    private static String seldom(double p) {
        String times = p < ONE_IN_A_MILLION
                ? "less than once in a million times"
                : String.format(Locale.ROOT, "about once in %,d times", Math.round(1 / p));
        return "Two versions that do equally well would differ so much " + times + ".";
    }

    private static String against(CanarySide before) {
        return "against %d of %d with version %s".formatted(before.wrong(), before.runs(), before.version());
    }
}
