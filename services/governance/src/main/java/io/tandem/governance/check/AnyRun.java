package io.tandem.governance.check;

import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentDefinition.Check;
import io.tandem.events.AgentDefinition.Trajectory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a version's cases say of every run. A check of one case expects something of its question, except for
/// prohibitions and limits: those that each case with an answer has are the author's word on any run.
public final class AnyRun {
    private AnyRun() {}

    /// Whether a run can be scored at all.
    public static boolean asks(List<AgentDefinition.Case> cases) {
        return !shared(cases).isEmpty() || !judges(cases).isEmpty();
    }

    /// What those prohibitions and limits say of a run that gave an answer.
    public static List<CheckResult> checks(List<AgentDefinition.Case> cases, Facts facts) {
        return shared(cases).stream().map(check -> Checks.one(check, facts)).toList();
    }

    /// The judges that any case asks: a rubric is about answers, not about one question.
    public static Set<String> judges(List<AgentDefinition.Case> cases) {
        return cases.stream()
                .flatMap(tried -> tried.expect().stream())
                .map(Check::judge)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<Check> shared(List<AgentDefinition.Case> cases) {
        @Nullable Set<Check> shared = null;
        for (AgentDefinition.Case tried : cases) {
            if (!Checks.mustRefuse(tried)) {
                Set<Check> bounds = bounds(tried.expect());
                if (shared == null) {
                    shared = bounds;
                } else {
                    shared.retainAll(bounds);
                }
            }
        }
        return shared == null ? Set.of() : shared;
    }

    /// Each prohibition and each limit as a check of its own.
    private static Set<Check> bounds(List<Check> expected) {
        Set<Check> bounds = new LinkedHashSet<>();
        for (Check check : expected) {
            Trajectory trajectory = check.trajectory();
            if (trajectory != null) {
                bounds.addAll(bounds(trajectory));
            } else if (check.toolNotCalled() != null || check.maxSeconds() != null || check.maxCost() != null) {
                bounds.add(check);
            }
        }
        return bounds;
    }

    private static List<Check> bounds(Trajectory trajectory) {
        List<Check> bounds = new ArrayList<>();
        trajectory.never().forEach(tool -> bounds.add(check(new Trajectory(List.of(), null, List.of(tool), null))));
        if (trajectory.atMost() != null) {
            bounds.add(check(new Trajectory(List.of(), null, List.of(), trajectory.atMost())));
        }
        return bounds;
    }

    private static Check check(Trajectory trajectory) {
        return new Check(null, null, null, null, null, null, null, null, trajectory, null);
    }
}
