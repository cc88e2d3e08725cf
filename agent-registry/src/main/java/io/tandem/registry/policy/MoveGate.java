package io.tandem.registry.policy;

import io.tandem.events.AgentRecord;
import io.tandem.events.PolicyDecision;
import io.tandem.policy.PolicyBook;
import io.tandem.policy.Questions;
import io.tandem.policy.cedar.CedarPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Whether a version may move, by the policies of its team as they stand in this service's own database.
@ApplicationScoped
public class MoveGate {
    /// The built-in policies that have a problem of their own.
    public static final String NOT_YOURS = "tandem/move-not-yours";

    public static final String FOUR_EYES = "tandem/four-eyes";
    public static final String EVALUATION_PASSED = "tandem/evaluation-passed";

    private final PolicyBook book;

    @Inject
    public MoveGate(Policies policies) {
        this.book = new PolicyBook(policies::current, CedarPolicies::read);
    }

    public PolicyDecision decide(AgentRecord.Version version, Questions.Moving moving) {
        return book.decide(version.team(), Questions.versionMove(version, moving));
    }
}
