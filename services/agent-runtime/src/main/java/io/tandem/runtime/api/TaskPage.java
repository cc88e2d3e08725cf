package io.tandem.runtime.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A page of tasks.
///
/// @param nextPageToken empty at the end
@Schema(name = "TaskList")
public record TaskPage(List<TaskSummary> items, String nextPageToken) {
    public TaskPage {
        items = List.copyOf(items);
    }
}
