package io.tandem.governance.evaluation;

import io.tandem.a2a.TaskState;
import io.tandem.events.Money;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What came of one task.
///
/// @param state the task's last state
/// @param answer its text, empty if there is none
/// @param endReason why it ended, where its state alone does not say so
/// @param tools what it called or asked to call, as `connector/tool`
/// @param cost null if no model was called
/// @param seconds from the request to the end
record Facts(
        TaskState state,
        String answer,
        @Nullable String endReason,
        Set<String> tools,
        List<String> models,
        @Nullable Money cost,
        double seconds) {
    Facts {
        tools = Set.copyOf(tools);
        models = List.copyOf(models);
    }

    boolean refused() {
        return state == TaskState.REJECTED;
    }
}
