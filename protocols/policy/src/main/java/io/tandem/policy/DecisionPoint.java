package io.tandem.policy;

import io.tandem.events.PolicyDecision;

/// Decides. Whatever goes wrong while deciding is a deny that says so, never an exception.
public interface DecisionPoint {
    PolicyDecision decide(Question question);
}
