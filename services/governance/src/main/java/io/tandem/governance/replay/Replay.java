package io.tandem.governance.replay;

import io.tandem.events.PolicyDecision;
import io.tandem.events.ToolActivity;
import io.tandem.events.ToolRecord;
import io.tandem.policy.DecisionPoint;
import io.tandem.policy.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Asks recorded calls again, newest first, each call once.
final class Replay {
    /// Most differences that are told in full.
    private static final int MOST_TOLD = 200;

    private final DecisionPoint candidate;
    private final Function<String, Optional<ToolRecord>> tools;
    private final Set<List<String>> seen = new HashSet<>();
    private final List<ReplayReport.Difference> differences = new ArrayList<>();
    private int calls;
    private int different;
    private int unanswered;

    /// @param tools pinned tools as they are now, by `connector/tool`
    Replay(DecisionPoint candidate, Function<String, Optional<ToolRecord>> tools) {
        this.candidate = candidate;
        this.tools = tools;
    }

    void ask(ToolActivity recorded) {
        PolicyDecision before = recorded.policy();
        if (before == null || recorded.facts() == null) {
            return;
        }
        String tool = recorded.connector() + "/" + recorded.tool();
        if (!seen.add(List.of(recorded.taskId(), tool, recorded.argumentsHash()))) {
            return;
        }
        calls++;
        Optional<ToolRecord> pinned = tools.apply(tool);
        if (pinned.isEmpty()) {
            unanswered++;
            return;
        }
        Question question = Question.again(
                recorded.facts(),
                recorded.arguments(),
                new Question.ToolShape(
                        pinned.get().definitionHash(), pinned.get().inputSchema()));
        PolicyDecision now = candidate.decide(question);
        if (now.outcome() != before.outcome()) {
            different++;
            if (differences.size() < MOST_TOLD) {
                differences.add(new ReplayReport.Difference(
                        recorded.at(),
                        recorded.taskId(),
                        recorded.agent(),
                        recorded.version(),
                        tool,
                        recorded.onBehalfOf(),
                        recorded.arguments(),
                        before,
                        now));
            }
        }
    }

    /// @param whole whether all calls of the time were asked
    ReplayReport report(boolean whole) {
        return new ReplayReport(calls, calls - different - unanswered, different, unanswered, whole, differences);
    }
}
