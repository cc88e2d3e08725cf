package io.tandem.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an A2A extension of ours says in the status message of a task that waits for somebody to agree to its plan, and
/// what they answer under the same URI in the metadata of a message. Plain words agree too, such as `yes`.
///
/// @param hash names exactly this plan
/// @param steps what the agent wants to call, in order; only that can be called once it is agreed to
public record PlanNotice(String hash, List<Step> steps) {
    /// The extension, and the key of its metadata.
    public static final String URI = "https://tandem.io/a2a/ext/plan/v1";

    public PlanNotice {
        steps = List.copyOf(steps);
    }

    /// @param tool `connector/tool`, or `agent/NAME` for a peer
    /// @param why in a sentence
    public record Step(String tool, String why) {}

    /// @param hash the one that was shown
    public record Answer(@Nullable String hash, @Nullable Boolean agree) {}
}
