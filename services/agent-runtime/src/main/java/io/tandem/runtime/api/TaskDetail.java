package io.tandem.runtime.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// One task whole.
///
/// @param task as A2A shows it
/// @param children tasks that it asked peers for
public record TaskDetail(TaskSummary summary, JsonNode task, List<TaskSummary> children) {
    public TaskDetail {
        children = List.copyOf(children);
    }
}
