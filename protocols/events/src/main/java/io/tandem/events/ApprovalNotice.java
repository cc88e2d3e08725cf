package io.tandem.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an A2A extension of ours says in a waiting task's status message under [#URI], and what whoever decides answers
/// under the same URI in the metadata of a message.
///
/// @param hash the binding hash, which names exactly this call
/// @param tool `connector/tool`
/// @param dueAt when a decision is wanted
/// @param expiresAt when it is a no without one
/// @param team whose approvers decide, beside those who were granted to approve for the agent; never who asked
public record ApprovalNotice(
        String approvalId,
        String hash,
        String tool,
        JsonNode arguments,
        Instant dueAt,
        Instant expiresAt,
        String team) {
    /// The extension, and the key of its metadata.
    public static final String URI = "https://tandem.io/a2a/ext/approval/v1";

    /// A decision.
    ///
    /// @param hash the one that was shown
    /// @param decision `approve`, `reject`, or `edit`: approve with these arguments
    public record Answer(
            @Nullable String approvalId,
            @Nullable String hash,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable JsonNode arguments) {}
}
