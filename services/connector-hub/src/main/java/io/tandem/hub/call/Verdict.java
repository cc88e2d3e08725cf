package io.tandem.hub.call;

import io.tandem.hub.approval.Approval;

/// What an approval says of the call that it was asked for.
///
/// @param decision as the runtime is told
/// @param recorded the word in the activity
record Verdict(String decision, String recorded, String reason) {
    static final String ALLOW = "allow";

    /// What an approval's state means for who asks again for the very same call: it is not asked for a second time.
    ///
    /// @param asks why an approval is needed
    /// @param binding hash of the call
    static Verdict of(Approval approval, String asks, String binding) {
        if (!approval.bindingHash().equals(binding)) {
            return new Verdict(
                    "deny", Activities.DENIED, "The call was approved with other arguments, and only with those.");
        }
        return switch (approval.status()) {
            case Approval.WAITING -> new Verdict("approval", Activities.APPROVAL_NEEDED, asks);
            case Approval.GRANTED -> new Verdict(ALLOW, Activities.ALLOWED, "The call was approved.");
            case Approval.REJECTED -> new Verdict("deny", Activities.DENIED, "The call was rejected.");
            case Approval.EXPIRED -> new Verdict("deny", Activities.DENIED, "The approval expired before it was used.");
            case Approval.WITHDRAWN ->
                new Verdict("deny", Activities.DENIED, "The task that asked for the call has ended.");
            default -> new Verdict("deny", Activities.DENIED, "The approval has been used already.");
        };
    }
}
