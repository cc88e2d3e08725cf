package io.tandem.governance.verdict;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.Money;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which tier an agent should have, after the same cases were asked on both.
///
/// @param proposed `fast` or `deep`
/// @param sentence the proposal with what speaks for it
/// @param fastCost of 1,000 runs; null where it is not known
/// @param deepCost of 1,000 runs
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TierAdvice(
        String proposed,
        String sentence,
        @Nullable Money fastCost,
        @Nullable Money deepCost) {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    /// The report with its proposal: fast where the gate lets fast go on beside deep, deep where more cases pass on it.
    ///
    /// @param report of fast as the candidate, and deep as what it is compared with
    public static Report in(Report report) {
        Report.Side fast = report.candidate();
        Report.Side deep = Objects.requireNonNull(report.active());
        boolean better = deep.cases().passed() > fast.cases().passed();
        String proposed = !report.passed() && better ? "deep" : "fast";
        String why = report.passed()
                ? "Fast is enough"
                : better ? "Deep is worth it" : "Deep does no better, and fast not well";
        String sentence = "%s: %d of %d cases pass on fast and %d on deep.%s %s %s"
                .formatted(
                        why,
                        fast.cases().passed(),
                        fast.cases().of(),
                        deep.cases().passed(),
                        report.verdict() == Verdict.NOT_ENOUGH_DATA ? " So few cases leave it open." : "",
                        money(thousand(fast), thousand(deep)),
                        "Nine of ten runs end within %.1f seconds on fast and %.1f on deep."
                                .formatted(fast.seconds(), deep.seconds()));
        return report.with(new TierAdvice(proposed, sentence, thousand(fast), thousand(deep)));
    }

    private static String money(@Nullable Money fast, @Nullable Money deep) {
        return fast == null || deep == null
                ? "What a run costs is not known."
                : "1,000 runs cost %s on fast and %s on deep.".formatted(Wording.money(fast), Wording.money(deep));
    }

    private static @Nullable Money thousand(Report.Side side) {
        Money cost = side.cost();
        return cost == null ? null : new Money(cost.amount().multiply(THOUSAND), cost.currency());
    }
}
