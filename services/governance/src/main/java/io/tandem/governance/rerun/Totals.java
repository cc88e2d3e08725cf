package io.tandem.governance.rerun;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.Money;
import io.tandem.governance.check.Judgement.Said;
import io.tandem.governance.recorded.Course;
import io.tandem.governance.rerun.RequestReplay.Change;
import io.tandem.governance.verdict.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What came of a replay, over the requests whose two records are there.
///
/// @param same answered in the same words
/// @param equal answered in other words, which a judge finds to say the same
/// @param different answered otherwise
/// @param otherCalls requests for which other tools were asked for, or with other arguments
/// @param unrecorded calls that would have been made and are not on record
/// @param costThen of one request on average; null if no model was called or currencies differ
/// @param secondsThen of one request on average, waits for people included
/// @param sentence for people
@Schema(name = "RequestReplayTotals")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Totals(
        int same,
        int equal,
        int different,
        int otherCalls,
        int unrecorded,
        @Nullable Money costThen,
        @Nullable Money costNow,
        double secondsThen,
        double secondsNow,
        String sentence) {
    private static final int SCALE = 8;

    /// A request as it went then and now.
    ///
    /// @param judged what a judge that counts says of the new answer beside the old one; null where none was asked
    record Pair(Course then, Course now, @Nullable Said judged) {
        Change change() {
            if (same()) {
                return Change.SAME;
            }
            return judged == Said.PASS && then.state().equals(now.state()) ? Change.EQUAL : Change.DIFFERENT;
        }

        boolean same() {
            return then.state().equals(now.state()) && plain(then.answer()).equals(plain(now.answer()));
        }

        boolean otherCalls() {
            return !calls(then).equals(calls(now));
        }

        private static List<List<Object>> calls(Course course) {
            return course.calls().stream()
                    .map(call -> List.<Object>of(call.tool(), call.arguments()))
                    .toList();
        }

        private static String plain(String text) {
            return text.strip().replaceAll("\\s+", " ");
        }
    }

    static Totals of(String version, int days, List<Pair> pairs) {
        int same = count(pairs, Change.SAME);
        int equal = count(pairs, Change.EQUAL);
        int different = count(pairs, Change.DIFFERENT);
        int otherCalls = (int) pairs.stream().filter(Pair::otherCalls).count();
        int unrecorded = (int) pairs.stream()
                .flatMap(pair -> pair.now().calls().stream())
                .filter(call -> !call.recorded())
                .count();
        Money costThen = cost(pairs, Pair::then);
        Money costNow = cost(pairs, Pair::now);
        double then = seconds(pairs, Pair::then);
        double now = seconds(pairs, Pair::now);
        String sentence =
                "Version %s answers %d of %d requests of the last %s in the same words%s, and %d otherwise. %s %s"
                        .formatted(
                                version,
                                same,
                                pairs.size(),
                                days == 1 ? "day" : days + " days",
                                equal == 0 ? "" : ", " + equal + " in other words that a judge finds equal",
                                different,
                                calls(otherCalls, unrecorded),
                                "A request takes %.1f seconds on average and took %.1f; %s"
                                        .formatted(now, then, money(costNow, costThen)));
        return new Totals(same, equal, different, otherCalls, unrecorded, costThen, costNow, then, now, sentence);
    }

    private static int count(List<Pair> pairs, Change change) {
        return (int) pairs.stream().filter(pair -> pair.change() == change).count();
    }

    private static String calls(int otherCalls, int unrecorded) {
        if (otherCalls == 0) {
            return "It calls the same tools as then.";
        }
        String other = "For %d of them it calls other tools, or calls them otherwise".formatted(otherCalls);
        return unrecorded == 0
                ? other + "."
                : other
                        + "; %s not on record and %s not made."
                                .formatted(
                                        unrecorded == 1 ? "1 call is" : unrecorded + " calls are",
                                        unrecorded == 1 ? "was" : "were");
    }

    private static String money(@Nullable Money now, @Nullable Money then) {
        return now == null || then == null
                ? "what it costs is not known."
                : "it costs %s and cost %s.".formatted(Wording.money(now), Wording.money(then));
    }

    private static double seconds(List<Pair> pairs, Function<Pair, Course> side) {
        return pairs.stream().map(side).mapToDouble(Course::seconds).average().orElse(0);
    }

    private static @Nullable Money cost(List<Pair> pairs, Function<Pair, Course> side) {
        List<Money> costs = pairs.stream()
                .map(side)
                .map(Course::cost)
                .filter(Objects::nonNull)
                .toList();
        if (costs.isEmpty() || costs.stream().map(Money::currency).distinct().count() > 1) {
            return null;
        }
        BigDecimal sum = costs.stream().map(Money::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Money(
                sum.divide(BigDecimal.valueOf(pairs.size()), SCALE, RoundingMode.HALF_UP),
                costs.getFirst().currency());
    }
}
