package io.tandem.runtime.api;

import java.util.List;

/// A page of tasks.
///
/// @param nextPageToken empty at the end
public record TaskPage(List<TaskSummary> items, String nextPageToken) {
    public TaskPage {
        items = List.copyOf(items);
    }
}
