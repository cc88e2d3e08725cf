package io.tandem.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer with its reasons.
///
/// @param because the policies that decided, most telling first; never empty
/// @param revision whose policies were asked, as `sales@3`, or `built-in`
/// @param revisionHash SHA-256 over the texts that were asked, hex
/// @param observed what a revision on trial would have said, if that is something else
public record PolicyDecision(
        Outcome outcome,
        List<Reason> because,
        String revision,
        String revisionHash,
        @Nullable PolicyDecision observed) {
    /// The policy named where deciding went wrong.
    public static final String FAILED = "error";

    public PolicyDecision {
        because = List.copyOf(because);
        if (because.isEmpty()) {
            throw new IllegalArgumentException("a decision has a reason");
        }
    }

    /// ASK: yes, once somebody else approves it.
    public enum Outcome {
        ALLOW,
        ASK,
        DENY
    }

    /// @param policy id of the policy, or `none` where no policy allows it, or `error`
    /// @param says a sentence for people
    /// @param change who can change it; null where nobody need to
    public record Reason(
            String policy, String says, @Nullable String change) {}

    public PolicyDecision observing(PolicyDecision other) {
        return new PolicyDecision(outcome, because, revision, revisionHash, other);
    }

    /// The most telling sentence.
    public String says() {
        return because.getFirst().says();
    }
}
