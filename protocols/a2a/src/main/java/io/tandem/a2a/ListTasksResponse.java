package io.tandem.a2a;

import java.util.List;

/// One page of tasks (specification 3.1.4).
///
/// @param nextPageToken empty at the end, but always present
/// @param totalSize tasks that match, over all pages
public record ListTasksResponse(
        @Required(emptyAllowed = true) List<Task> tasks,
        @Required(emptyAllowed = true) String nextPageToken,
        @Required int pageSize,
        @Required int totalSize) {

    public ListTasksResponse {
        tasks = List.copyOf(tasks);
    }
}
