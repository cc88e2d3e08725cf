package io.tandem.governance.verdict;

import io.tandem.events.AgentDefinition;
import io.tandem.events.Money;
import io.tandem.governance.check.Checks;
import io.tandem.governance.check.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides whether a version may go on. Every critical case passes, of the others at least the share that the
/// definition names, ceilings of cost and time hold, and it is not worse than the active version. Nobody
/// can waive it.
///
/// Where there are too few cases to tell, the cases that were run decide: it may not have lost more than it
/// gained by more than the margin. A definition may ask for a comparison that tells.
public final class Gate {
    private static final double USUAL_RATE = 0.8;
    private static final double USUAL_MARGIN = 0.03;
    private static final double UNLIKELY = 0.05;
    private static final double ROUNDING = 1e-9;

    private final AgentDefinition.Evaluation suite;
    private final Tally now;
    private final @Nullable Tally before;

    private Gate(AgentDefinition.Evaluation suite, Tally now, @Nullable Tally before) {
        this.suite = suite;
        this.now = now;
        this.before = before;
    }

    /// What one version answered to the cases.
    public record Answers(String version, List<Evidence> runs) {
        public Answers {
            runs = List.copyOf(runs);
        }
    }

    /// @param before of the active version, null where there is none to compare with
    public static Report decide(AgentDefinition.Evaluation suite, Answers now, @Nullable Answers before) {
        int repeat = repeat(suite);
        return new Gate(
                        suite,
                        new Tally(now.version(), repeat, suite.cases(), now.runs()),
                        before == null ? null : new Tally(before.version(), repeat, suite.cases(), before.runs()))
                .report();
    }

    /// How often each case runs.
    public static int repeat(AgentDefinition.Evaluation suite) {
        Integer repeat = suite.repeat();
        return repeat == null ? 1 : Math.max(1, repeat);
    }

    /// Share of the cases that are not critical which passed, 0 to 1.
    public static double rate(AgentDefinition.Evaluation suite, List<Evidence> runs) {
        return share(suite, new Tally("", repeat(suite), suite.cases(), runs)).rate();
    }

    private static Share share(AgentDefinition.Evaluation suite, Tally tally) {
        List<AgentDefinition.Case> others =
                suite.cases().stream().filter(tried -> !Checks.critical(tried)).toList();
        return Share.of((int) others.stream().filter(tally::passed).count(), others.size());
    }

    private Report report() {
        List<Report.CaseLine> lines = suite.cases().stream().map(this::line).toList();
        Paired paired = before == null ? null : paired(before);
        Verdict verdict = paired == null ? null : verdict(paired, lines);
        List<String> stops = new ArrayList<>();
        critical(lines, stops);
        enough(stops);
        ceilings(stops);
        if (paired != null && verdict != null) {
            compared(paired, verdict, stops);
        }
        Wording words = new Wording(now.version(), before == null ? "" : before.version());
        boolean passed = stops.isEmpty() && !suite.cases().isEmpty();
        List<String> reasons = new ArrayList<>(stops.isEmpty() ? stops : stops.subList(1, stops.size()));
        lines.stream()
                .filter(line -> line.change() == Report.Change.WORSE)
                .map(words::lost)
                .forEach(reasons::add);
        reasons.addAll(JudgeWords.of(now.runs()));
        return new Report(
                passed,
                verdict,
                passed ? words.goesOn(verdict, paired) : words.stays(stops),
                reasons,
                now.repeat(),
                now.side(),
                before == null ? null : before.side(),
                paired == null ? null : difference(paired),
                lines,
                null);
    }

    private Paired paired(Tally old) {
        int[] counts = new int[4];
        for (AgentDefinition.Case tried : suite.cases()) {
            counts[(now.passed(tried) ? 0 : 2) + (old.passed(tried) ? 0 : 1)]++;
        }
        return new Paired(counts[0], counts[1], counts[2], counts[3]);
    }

    private Verdict verdict(Paired paired, List<Report.CaseLine> lines) {
        boolean lostCritical = lines.stream().anyMatch(line -> line.critical() && line.change() == Report.Change.WORSE);
        boolean certain = paired.p() <= UNLIKELY;
        if (lostCritical || (certain && paired.lost() > paired.gained())) {
            return Verdict.WORSE;
        }
        if (certain && paired.gained() > paired.lost()) {
            return Verdict.BETTER;
        }
        return paired.interval()[0] >= -margin() - ROUNDING ? Verdict.NO_WORSE : Verdict.NOT_ENOUGH_DATA;
    }

    private double margin() {
        AgentDefinition.Comparison comparison = suite.comparison();
        Double margin = comparison == null ? null : comparison.margin();
        return margin == null ? USUAL_MARGIN : margin;
    }

    private boolean conclusive() {
        AgentDefinition.Comparison comparison = suite.comparison();
        return comparison != null && Boolean.TRUE.equals(comparison.conclusive());
    }

    private Report.Difference difference(Paired paired) {
        double[] interval = paired.interval();
        return new Report.Difference(
                paired.difference(), interval[0], interval[1], paired.gained(), paired.lost(), paired.p(), margin());
    }

    private static void critical(List<Report.CaseLine> lines, List<String> stops) {
        List<Report.CaseLine> failed = lines.stream()
                .filter(line -> line.critical() && line.reason() != null)
                .toList();
        if (!failed.isEmpty()) {
            stops.add(Wording.critical(failed));
        }
    }

    private void enough(List<String> stops) {
        Share others = share(suite, now);
        Double asked = suite.passRate();
        double needed = asked == null ? USUAL_RATE : asked;
        if (others.rate() < needed - ROUNDING) {
            stops.add("%d of %d cases pass, and %s is asked for."
                    .formatted(others.passed(), others.of(), Wording.percent(needed)));
        }
    }

    private void ceilings(List<String> stops) {
        Double seconds = suite.maxSeconds();
        if (seconds != null && now.seconds() > seconds) {
            stops.add("It is too slow: nine of ten runs ended within %.1f seconds, and %.1f are allowed."
                    .formatted(now.seconds(), seconds));
        }
        Money most = suite.maxCost();
        Money cost = now.cost();
        if (most == null || (cost == null && now.runs().stream().allMatch(run -> run.cost() == null))) {
            return;
        }
        if (cost == null || !cost.currency().equals(most.currency())) {
            stops.add("What a run costs is not known in %s, in which its ceiling is.".formatted(most.currency()));
        } else if (cost.amount().compareTo(most.amount()) > 0) {
            stops.add("It is too expensive: a run costs %s on average, and %s is allowed."
                    .formatted(Wording.money(cost), Wording.money(most)));
        }
    }

    private void compared(Paired paired, Verdict verdict, List<String> stops) {
        String old = "version " + (before == null ? "" : before.version());
        switch (verdict) {
            case BETTER, NO_WORSE -> {}
            case WORSE -> stops.add("It got worse than " + old + ": " + Wording.split(paired) + ".");
            case NOT_ENOUGH_DATA -> {
                if (paired.difference() < -margin() - ROUNDING) {
                    stops.add("On these cases it did worse than " + old + ": " + Wording.split(paired) + ".");
                } else if (conclusive()) {
                    stops.add(("Its definition asks for a comparison that tells, and %d cases are too few to tell"
                                    + " whether it is as good as %s: add cases.")
                            .formatted(paired.cases(), old));
                }
            }
        }
    }

    private Report.CaseLine line(AgentDefinition.Case tried) {
        Evidence shown = now.shown(tried);
        Evidence old = before == null ? null : before.shown(tried);
        boolean passes = now.passed(tried);
        Report.Change change = Report.Change.ALONE;
        if (before != null) {
            boolean passed = before.passed(tried);
            change = passes == passed ? Report.Change.SAME : passes ? Report.Change.BETTER : Report.Change.WORSE;
        }
        return new Report.CaseLine(
                tried.id(),
                tried.input(),
                Checks.critical(tried),
                Checks.mustRefuse(tried),
                now.passedRuns(tried),
                before == null ? null : before.passedRuns(tried),
                change,
                shown == null ? "" : shown.answer(),
                old == null ? null : old.answer(),
                passes ? null : Wording.why(shown),
                shown == null ? null : shown.taskId(),
                old == null ? null : old.taskId(),
                JudgeWords.judged(shown),
                JudgeWords.judged(old));
    }
}
