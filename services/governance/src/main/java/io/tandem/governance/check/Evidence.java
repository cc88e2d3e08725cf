package io.tandem.governance.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One case as it ran once, and why it passed or failed.
///
/// @param taskId where every step of it can be read
/// @param state the task's last A2A state
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
        String caseId,
        int repetition,
        String input,
        boolean mustRefuse,
        String taskId,
        String state,
        String answer,
        List<String> tools,
        List<String> models,
        @Nullable Money cost,
        double seconds,
        boolean passed,
        List<CheckResult> checks) {
    public Evidence {
        tools = List.copyOf(tools);
        models = List.copyOf(models);
        checks = List.copyOf(checks);
    }
}
