package io.tandem.governance.verdict;

import io.tandem.events.Money;
import io.tandem.governance.check.CheckResult;
import io.tandem.governance.check.Evidence;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The report in words that somebody understands who knows neither models nor statistics.
///
/// @param now the new version
/// @param before the active one, empty where there is none
public record Wording(String now, String before) {
    private static final int SHOWN = 160;
    private static final int DIGITS = 4;

    String goesOn(@Nullable Verdict verdict, @Nullable Paired paired) {
        if (verdict == null || paired == null) {
            return "Version %s passed. There was no active version to compare it with.".formatted(now);
        }
        return switch (verdict) {
            case BETTER -> "Version %s is better than version %s: %s.".formatted(now, before, split(paired));
            case NO_WORSE -> "Version %s is no worse than version %s.".formatted(now, before);
            case WORSE -> throw new IllegalArgumentException("a version that got worse does not go on");
            case NOT_ENOUGH_DATA ->
                paired.lost() == 0
                        ? ("Version %s may go on: everything that version %s can do, it can too. %s are too few to say"
                                        + " more.")
                                .formatted(now, before, cases(paired.cases()))
                        : "Version %s may go on: %s. %s are too few to say which one is better."
                                .formatted(now, split(paired), cases(paired.cases()));
        };
    }

    String stays(List<String> stops) {
        String why = stops.isEmpty() ? "There are no cases." : stops.getFirst();
        return "Version %s does not go live. %s".formatted(now, why);
    }

    /// A case that passed before and fails now.
    String lost(Report.CaseLine line) {
        return "Asked “%s”, version %s said %s Version %s says %s %s"
                .formatted(
                        shown(line.input()),
                        before,
                        said(line.activeAnswer()),
                        now,
                        said(line.answer()),
                        line.reason() == null ? "" : line.reason())
                .strip();
    }

    static String critical(List<Report.CaseLine> failed) {
        return (failed.size() == 1 ? "It fails a case that must never fail: " : "It fails cases that must never fail: ")
                + failed.stream()
                        .map(line -> "“" + shown(line.input()) + "”" + (line.mustRefuse() ? " must be refused" : ""))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    /// What changed, in cases.
    static String split(Paired paired) {
        String gained = paired.gained() == 0 ? "" : cases(paired.gained()) + " that failed before " + pass(paired);
        String lost = paired.lost() == 0
                ? ""
                : cases(paired.lost()) + " that passed before " + (paired.lost() == 1 ? "fails" : "fail");
        if (gained.isEmpty() && lost.isEmpty()) {
            return "each case goes as before";
        }
        return gained.isEmpty() ? lost : lost.isEmpty() ? gained : lost + ", " + gained;
    }

    private static String pass(Paired paired) {
        return paired.gained() == 1 ? "passes" : "pass";
    }

    static String why(@Nullable Evidence run) {
        return run == null
                ? "It was not run."
                : run.checks().stream()
                        .filter(CheckResult::fails)
                        .map(CheckResult::reason)
                        .collect(Collectors.joining(" "));
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /// An amount with its currency, to four digits.
    public static String money(Money money) {
        return money.amount()
                        .setScale(DIGITS, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString() + " "
                + money.currency().toUpperCase(Locale.ROOT);
    }

    private static String cases(int number) {
        return number == 1 ? "1 case" : number + " cases";
    }

    private static String said(@Nullable String answer) {
        if (answer == null || answer.isBlank()) {
            return "nothing.";
        }
        String text = shown(answer);
        return "“" + text + (text.matches(".*[.!?…]") ? "”" : "”.");
    }

    private static String shown(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
