package io.tandem.policy;

import io.tandem.events.PolicyDecision;
import io.tandem.events.PolicyDecision.Outcome;
import io.tandem.events.PolicyDecision.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Denies what is not decided in time: no gate waits for an engine that hangs.
final class TimeBound implements DecisionPoint {
    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("decision").start(task);

    private final DecisionPoint point;
    private final Duration longest;
    private final String revision;
    private final String hash;

    /// @param revision how a decision that came too late names what was asked
    TimeBound(DecisionPoint point, Duration longest, String revision, String hash) {
        this.point = point;
        this.longest = longest;
        this.revision = revision;
        this.hash = hash;
    }

    @Override
    public PolicyDecision decide(Question question) {
        CompletableFuture<PolicyDecision> decision =
                CompletableFuture.supplyAsync(() -> point.decide(question), THREADS);
        try {
            return decision.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return denied("The decision took longer than " + longest.toMillis() + " ms.");
        } catch (ExecutionException e) {
            return denied("The decision failed: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return denied("The decision was broken off.");
        }
    }

    private PolicyDecision denied(String says) {
        return new PolicyDecision(
                Outcome.DENY, List.of(new Reason(PolicyDecision.FAILED, says, null)), revision, hash, null);
    }
}
