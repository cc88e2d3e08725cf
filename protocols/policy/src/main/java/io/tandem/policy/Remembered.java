package io.tandem.policy;

import io.tandem.events.PolicyDecision;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Does not ask the same twice, unless it went wrong. Calls of tools are asked each time: their arguments hardly ever
/// repeat.
final class Remembered implements DecisionPoint {
    private static final int MOST = 10_000;

    private final DecisionPoint point;
    private final Map<Question, PolicyDecision> known = new ConcurrentHashMap<>();

    Remembered(DecisionPoint point) {
        this.point = point;
    }

    @Override
    public PolicyDecision decide(Question question) {
        if (question.tool() != null) {
            return point.decide(question);
        }
        PolicyDecision before = known.get(question);
        if (before != null) {
            return before;
        }
        PolicyDecision decision = point.decide(question);
        if (known.size() >= MOST) {
            known.clear();
        }
        if (!decision.because().getFirst().policy().equals(PolicyDecision.FAILED)) {
            known.put(question, decision);
        }
        return decision;
    }
}
