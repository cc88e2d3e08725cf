package io.tandem.governance.check;

import io.tandem.a2a.TaskState;
import io.tandem.events.Money;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What came of one task.
///
/// @param state the task's last state
/// @param answer its text, empty if there is none
/// @param endReason why it ended, where its state alone does not say so
/// @param calls what it called or asked to call, in that order
/// @param cost null if no model was called
/// @param seconds from the request to the end
public record Facts(
        TaskState state,
        String answer,
        @Nullable String endReason,
        List<ToolUse> calls,
        List<String> models,
        @Nullable Money cost,
        double seconds) {
    public Facts {
        calls = List.copyOf(calls);
        models = List.copyOf(models);
    }

    /// The names of the tools it called.
    Set<String> tools() {
        return calls.stream().map(ToolUse::tool).collect(Collectors.toUnmodifiableSet());
    }

    boolean refused() {
        return state == TaskState.REJECTED;
    }
}
